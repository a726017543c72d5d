import type { AuditEvent } from '../../event/event.ts';
import type { Entry } from '../entry.ts';
import type { Format } from '../format.ts';
import { annotations, logEvent, present } from '../log-event.ts';
import { deedOf, PKS_GROUP } from '../pks.ts';
import { quarantined } from '../reading.ts';
import { readSpringLine } from '../spring-line.ts';
import { KINDS } from './kinds.ts';
import { type Action, isAction, readAction } from './read-action.ts';

/** What users asked the PKS API to do. */
export const pksApi: Format = {
  name: 'pks-api',
  description: 'what users asked the API of PKS to do with clusters and profiles',
  kinds: KINDS,
  matches: (entry) => mentionsAction(entry) && isAction(readSpringLine(entry.text)?.message ?? ''),
  decode: ({ text }) => {
    const line = readSpringLine(text);
    const action = line && readAction(line.message);
    if (!action) return quarantined('not-an-event', 'the entry has no Action behind a time and a logger');
    return { event: actionEvent(line.time, action), platform: 'pks', component: 'pks-api' };
  },
};

const MARK = Buffer.from(": Action '");

function mentionsAction({ raw }: Entry): boolean {
  return raw !== undefined && Buffer.from(raw.buffer, raw.byteOffset, raw.length).includes(MARK);
}

function actionEvent(time: string, { name, user, facts, details, detailsClass, isCut }: Action): AuditEvent {
  const { verb, resource } = deedOf(name);
  const objectName = factOf(facts, resource, 'name');
  const uid = factOf(facts, resource, 'uuid') ?? factOf(facts, resource, 'id');
  return logEvent(time, {
    verb,
    ...(user && { user: { username: user } }),
    objectRef: { ...present({ resource, name: objectName, uid }), apiGroup: PKS_GROUP },
    ...(details && { requestObject: details }),
    annotations: annotations(PKS_GROUP, {
      ...Object.fromEntries([...facts].map(([fact, value]) => [fact.replaceAll(' ', '-'), value])),
      action: name,
      details: detailsClass,
      truncated: isCut ? 'true' : undefined,
    }),
  });
}

/** The fact about the object itself: of a cluster, `cluster name`. */
function factOf(facts: Action['facts'], resource = '', what: string): string | undefined {
  for (const [fact, value] of facts) {
    if (fact.endsWith(` ${what}`) && resource.startsWith(fact.slice(0, -what.length - 1).replaceAll(' ', '')))
      return value;
  }
  return facts.get(what);
}

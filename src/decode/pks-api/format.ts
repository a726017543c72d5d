import type { AuditEvent } from '../../event/event.ts';
import type { Entry } from '../entry.ts';
import type { Format } from '../format.ts';
import { annotator, logEvent, present } from '../log-event.ts';
import { once } from '../once.ts';
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
  matches: (entry) => mentionsAction(entry) && isAction(readOnce(entry)?.message ?? ''),
  decode: (entry) => {
    const line = readOnce(entry);
    const action = line && readAction(line.message);
    if (!action) return quarantined('not-an-event', 'the entry has no Action behind a time and a logger');
    return { event: actionEvent(line.time, action), platform: 'pks', component: 'pks-api' };
  },
};

const readOnce = once(({ text }) => readSpringLine(text));
const MARK = Buffer.from(": Action '");

function mentionsAction({ raw }: Entry): boolean {
  return raw !== undefined && Buffer.from(raw.buffer, raw.byteOffset, raw.length).includes(MARK);
}

function actionEvent(time: string, { name, user, facts, details, detailsClass, isCut }: Action): AuditEvent {
  const { verb, resource } = deedOf(name);
  const objectName = factOf(facts, resource, 'name');
  const uid = factOf(facts, resource, 'uuid') ?? factOf(facts, resource, 'id');
  const event = logEvent(time);
  event.verb = verb;
  if (user) event.user = { username: user };
  event.objectRef = { ...present({ resource, name: objectName, uid }), apiGroup: PKS_GROUP };
  if (details) {
    event.level = 'Request';
    event.requestObject = details;
  }
  const said = annotationsOf({ action: name, details: detailsClass, truncated: isCut ? 'true' : undefined });
  event.annotations = { ...factAnnotations(facts), ...said };
  return event;
}

const annotationsOf = annotator(PKS_GROUP, 'action', 'details', 'truncated');

/** `plan name` as `pks.vmware.com/plan-name`. */
function factAnnotations(facts: Action['facts']): Record<string, string> {
  const found: Record<string, string> = {};
  for (const [fact, value] of facts) if (value) found[`${PKS_GROUP}/${fact.replaceAll(' ', '-')}`] = value;
  return found;
}

/** The fact about the object itself: of a cluster, `cluster name`. */
function factOf(facts: Action['facts'], resource = '', what: string): string | undefined {
  for (const [fact, value] of facts) {
    if (fact.endsWith(` ${what}`) && resource.startsWith(fact.slice(0, -what.length - 1).replaceAll(' ', '')))
      return value;
  }
  return facts.get(what);
}

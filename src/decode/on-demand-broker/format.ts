import type { AuditEvent } from '../../event/event.ts';
import type { Format } from '../format.ts';
import { annotator, logEvent } from '../log-event.ts';
import { once } from '../once.ts';
import { deedOf, PKS_GROUP } from '../pks.ts';
import { quarantined } from '../reading.ts';
import { KINDS } from './kinds.ts';
import { type BrokerLine, readBrokerLine } from './read-line.ts';

const readOnce = once(({ text }) => readBrokerLine(text));
const MARK = '[on-demand-service-broker]';
/** Bytes at the beginning among which the mark is. */
const MARK_WITHIN = 64;

/** What the broker of PKS asks BOSH to do with clusters, and how far that has come. */
export const onDemandBroker: Format = {
  name: 'on-demand-broker',
  description: 'how far BOSH has come with the clusters of PKS, as the on-demand service broker logs it',
  kinds: KINDS,
  matches: (entry) =>
    entry.raw !== undefined &&
    Buffer.from(entry.raw.buffer, entry.raw.byteOffset, Math.min(entry.raw.length, MARK_WITHIN)).includes(MARK) &&
    readOnce(entry) !== undefined,
  decode: (entry) => {
    const line = readOnce(entry);
    if (!line) return quarantined('not-an-event', `the line has no state of a BOSH task behind ${MARK}`);
    return { event: taskEvent(line), platform: 'pks', component: 'on-demand-service-broker' };
  },
};

/** How a task ended, as an HTTP code: BOSH has no more than a word for it. */
const CODES: ReadonlyMap<string, number> = new Map(
  Object.entries({ done: 200, error: 500, timeout: 504, timedout: 504, cancelled: 500 }),
);

const annotationsOf = annotator(PKS_GROUP, 'action', 'state', 'bosh-task', 'description', 'result', 'truncated');

function taskEvent(line: BrokerLine): AuditEvent {
  const { time, requestId, task, state, operation, instance, description, result, isCut } = line;
  const code = CODES.get(state);
  const event = logEvent(time);
  if (requestId) event.auditID = requestId;
  // The broker asks again until the task has ended: that is counted.
  if (code === undefined) event.stage = 'ResponseStarted';
  else event.responseStatus = { code, reason: state, ...(result && { message: result }) };
  event.verb = deedOf(operation.split(' ', 1)[0] ?? '').verb;
  event.objectRef = { resource: 'clusters', uid: instance, apiGroup: PKS_GROUP };
  event.annotations = annotationsOf({
    action: operation,
    state,
    'bosh-task': task,
    description,
    result,
    truncated: isCut ? 'true' : undefined,
  });
  return event;
}

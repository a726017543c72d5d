import type { AuditEvent } from '../../event/event.ts';
import type { Format } from '../format.ts';
import { annotations, logEvent } from '../log-event.ts';
import { deedOf, PKS_GROUP } from '../pks.ts';
import { quarantined } from '../reading.ts';
import { KINDS } from './kinds.ts';
import { type BrokerLine, readBrokerLine } from './read-line.ts';

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
    readBrokerLine(entry.text) !== undefined,
  decode: ({ text }) => {
    const line = readBrokerLine(text);
    if (!line) return quarantined('not-an-event', `the line has no state of a BOSH task behind ${MARK}`);
    return { event: taskEvent(line), platform: 'pks', component: 'on-demand-service-broker' };
  },
};

/** How a task ended, as an HTTP code: BOSH has no more than a word for it. */
const CODES: ReadonlyMap<string, number> = new Map(
  Object.entries({ done: 200, error: 500, timeout: 504, timedout: 504, cancelled: 500 }),
);

function taskEvent(line: BrokerLine): AuditEvent {
  const { time, requestId, task, state, operation, instance, description, result, isCut } = line;
  const code = CODES.get(state);
  return logEvent(time, {
    ...(requestId && { auditID: requestId }),
    // The broker asks again until the task has ended: that is counted.
    stage: code === undefined ? 'ResponseStarted' : 'ResponseComplete',
    verb: deedOf(operation.split(' ', 1)[0] ?? '').verb,
    objectRef: { resource: 'clusters', uid: instance, apiGroup: PKS_GROUP },
    ...(code !== undefined && { responseStatus: { code, reason: state, ...(result && { message: result }) } }),
    annotations: annotations(PKS_GROUP, {
      action: operation,
      state,
      'bosh-task': task,
      description,
      result,
      truncated: isCut ? 'true' : undefined,
    }),
  });
}

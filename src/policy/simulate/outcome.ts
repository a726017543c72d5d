import { LEVELS } from '../../event/event.ts';
import type { BodySizes, TrafficGroup } from '../../event/traffic.ts';
import type { Decision } from '../evaluate.ts';
import { levelOf } from '../level.ts';
import type { Level } from '../policy.ts';

/** What can be in a record of a request. */
export const DETAILS = ['event', 'requestObject', 'responseObject', 'managedFields'] as const;
export type Detail = (typeof DETAILS)[number];

/** What would be in the log of a group of events. */
export interface Outcome {
  /** `None` where nothing is. */
  readonly level: Level;
  readonly details: readonly Detail[];
  /** Of what was recorded: that is known. */
  readonly events: number;
  readonly bytes: number;
  /** Bodies that would be there and were not recorded. */
  readonly unseen: { readonly requests: number; readonly responses: number };
}

const NOTHING_UNSEEN = { requests: 0, responses: 0 };
const NOTHING: Outcome = { level: 'None', details: [], events: 0, bytes: 0, unseen: NOTHING_UNSEEN };

/** What was recorded of the group. */
export function asRecorded(group: TrafficGroup): Outcome {
  const { request, response, events, bytes } = group;
  const managed = request.managedBytes + response.managedBytes > 0;
  return {
    level: levelOf({ level: group.level }),
    details: present({
      requestObject: request.bodies > 0,
      responseObject: response.bodies > 0,
      managedFields: managed,
    }),
    events,
    bytes,
    unseen: NOTHING_UNSEEN,
  };
}

/** What a decision records of the group. Agrees with `recordedAs` on each of its events. */
export function asDecided(group: TrafficGroup, { level, omitStages, omitManagedFields }: Decision): Outcome {
  const { request, response, events, stage } = group;
  if (level === 'None' || omitStages.some((one) => one === stage)) return NOTHING;
  const recorded = levelOf({ level: group.level });
  const lowered = below(level, recorded);
  const keeps = (least: Level) => !lowered || !below(level, least);
  const kept = [keeps('Request') ? request : NO_BODIES, keeps('RequestResponse') ? response : NO_BODIES] as const;
  const managedBytes = kept[0].managedBytes + kept[1].managedBytes;
  const named = lowered ? events * (level.length - group.level.length) : 0;
  const unseen = {
    requests: !below(level, 'Request') && below(recorded, 'Request') && mayHoldRequest(group) ? events : 0,
    responses:
      !below(level, 'RequestResponse') && below(recorded, 'RequestResponse') && mayHoldResponse(group) ? events : 0,
  };
  return {
    level,
    details: present({
      requestObject: kept[0].bodies + unseen.requests > 0,
      responseObject: kept[1].bodies + unseen.responses > 0,
      managedFields: !omitManagedFields && managedBytes > 0,
    }),
    events,
    bytes:
      group.bytes +
      named -
      (request.bytes - kept[0].bytes) -
      (response.bytes - kept[1].bytes) -
      (omitManagedFields ? managedBytes : 0),
    unseen,
  };
}

const NO_BODIES: BodySizes = { bodies: 0, bytes: 0, managedBytes: 0 };

function below(a: Level, b: Level): boolean {
  return LEVELS.indexOf(a) < LEVELS.indexOf(b);
}

function present(found: Readonly<Record<Exclude<Detail, 'event'>, boolean>>): Detail[] {
  return DETAILS.filter((detail) => detail === 'event' || found[detail]);
}

const READS: readonly string[] = ['get', 'list', 'watch'];

/** The first stage comes before the body is read, and who reads sends none. */
function mayHoldRequest({ resource, verb, stage }: TrafficGroup): boolean {
  return resource !== '' && stage !== 'RequestReceived' && !READS.includes(verb);
}

/** Only the last stage has the answer; a watch has none. */
function mayHoldResponse({ resource, verb, stage }: TrafficGroup): boolean {
  return resource !== '' && stage === 'ResponseComplete' && verb !== 'watch';
}

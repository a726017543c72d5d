import type { Call, Visit } from '../../generator/model/call.ts';
import { uuid } from '../../generator/model/ids.ts';
import { goJson } from '../../generator/write/go-json.ts';
import { answerOf, createLineWriter } from '../../generator/write/line.ts';
import type { Moment } from '../scene.ts';

/** What was recorded beside the metadata. */
export interface Bodies {
  /** The body of the request, and of the answer where it is not the request's. */
  readonly sent?: unknown;
  readonly answered?: unknown;
}

const METADATA = createLineWriter('Metadata', undefined);
/** Half of all answers take less than this. */
const FAST_MICROS = 4_000;

function reached({ at, random }: Moment) {
  return {
    auditID: uuid(random),
    stage: 'ResponseComplete',
    received: at,
    reached: at + 900 + random.below(2 * FAST_MICROS),
  } as const;
}

/** The event of a request about a resource, as kube-apiserver writes it. With bodies its level is `RequestResponse`. */
export function callLine(moment: Moment, call: Call, bodies?: Bodies): string {
  if (bodies === undefined) return METADATA.call(call, reached(moment));
  const { sent, answered = sent } = bodies;
  const request = sent === undefined ? '' : `,"requestObject":${goJson(sent)}`;
  const answer = answerOf(call).body ?? (answered === undefined ? undefined : goJson(answered));
  const text = `${request}${answer === undefined ? '' : `,"responseObject":${answer}`}`;
  return createLineWriter('RequestResponse', () => text).call(call, reached(moment));
}

/** The event of a request that is not about a resource. */
export function visitLine(moment: Moment, visit: Visit): string {
  return METADATA.visit(visit, reached(moment));
}

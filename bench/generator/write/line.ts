import type { Answer } from '../model/answer.ts';
import { CREATED, OK } from '../model/answer.ts';
import { type Call, objectRefOf, uriOf, type Visit } from '../model/call.ts';
import type { Caller } from '../model/caller.ts';
import { createTimeText } from './time-text.ts';

export const LEVELS = ['Metadata', 'RequestResponse'] as const;
export type Level = (typeof LEVELS)[number];
export type Stage = 'ResponseStarted' | 'ResponseComplete';

/** What one event says beside its request. Times are microseconds since the epoch. */
export interface Moment {
  readonly auditID: string;
  readonly stage: Stage;
  readonly received: number;
  readonly reached: number;
}

/** Bodies of a request and its answer: `"requestObject":{…},"responseObject":{…},`, or nothing. */
export type BodyText = (call: Call, answer: Answer, at: string) => string;

export interface LineWriter {
  call(call: Call, moment: Moment): string;
  visit(visit: Visit, moment: Moment): string;
}

const FORBID = '"authorization.k8s.io/decision":"forbid","authorization.k8s.io/reason":""';

export function answerOf(call: Call): Answer {
  return call.answer ?? (call.verb === 'create' ? CREATED : OK);
}

function annotations(by: Caller, answer: Answer, notes: string | undefined): string {
  if (answer.code === 401) return '';
  const decision = answer.forbidden ? FORBID : by.allowed;
  return notes === undefined ? `,"annotations":{${decision}}` : `,"annotations":{${decision},${notes}}`;
}

/** Writes events as kube-apiserver does; pieces are put together because serialising an object takes three times as long. */
export function createLineWriter(level: Level, bodies: BodyText | undefined): LineWriter {
  // Two, since a watch that ends was received minutes ago: each keeps the text of its own second.
  const receivedText = createTimeText();
  const reachedText = createTimeText();
  const head = `{"kind":"Event","apiVersion":"audit.k8s.io/v1","level":"${level}","auditID":"`;

  function compose(by: Caller, verb: string, uri: string, middle: string, tail: string, moment: Moment): string {
    const received = receivedText(moment.received);
    const reached = reachedText(moment.reached);
    return `${head}${moment.auditID}","stage":"${moment.stage}","requestURI":"${uri}","verb":"${verb}",${by.user},${by.origin},${middle},"requestReceivedTimestamp":"${received}","stageTimestamp":"${reached}"${tail}}`;
  }

  return {
    call(call, moment) {
      const answer = answerOf(call);
      const body =
        bodies && moment.stage === 'ResponseComplete' ? bodies(call, answer, receivedText(moment.received)) : '';
      const middle = `${objectRefOf(call)},${answer.status}${body}`;
      return compose(call.by, call.verb, uriOf(call), middle, annotations(call.by, answer, call.notes), moment);
    },
    visit({ by, verb, path, answer = OK, notes }, moment) {
      return compose(by, verb, path, answer.status, annotations(by, answer, notes), moment);
    },
  };
}

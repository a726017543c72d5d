import type { TrafficGroup } from '../../event/traffic.ts';
import type { BodyAverages } from './body-averages.ts';
import { kindKey } from './kind.ts';
import type { Outcome } from './outcome.ts';

/** Bytes of which some were never recorded and follow from others that were. */
export interface Estimate {
  readonly bytes: number;
  /** Of these, how many are estimated. */
  readonly estimatedBytes: number;
  /** Bodies of which nothing like them was recorded: they are not in the bytes. */
  readonly unknownBodies: number;
}

/** What is recorded, with the bodies that have to be estimated once all events are known. */
export interface Tally {
  readonly add: (group: TrafficGroup, outcome: Outcome) => void;
  readonly events: () => number;
  readonly estimate: (averages: BodyAverages) => Estimate;
}

/** Kinds of bodies beyond these are estimated together by nothing: they count as unknown. */
const MAX_KINDS = 20_000;

interface Unseen {
  readonly verb: string;
  requests: number;
  responses: number;
}

export function createTally(): Tally {
  const unseen = new Map<string, Unseen>();
  let events = 0;
  let bytes = 0;
  let beyond = 0;

  function note(group: TrafficGroup, { requests, responses }: Outcome['unseen']): void {
    if (requests + responses === 0) return;
    const key = kindKey(group);
    const known = unseen.get(key) ?? { verb: group.verb, requests: 0, responses: 0 };
    if (!unseen.has(key) && unseen.size >= MAX_KINDS) {
      beyond += requests + responses;
      return;
    }
    known.requests += requests;
    known.responses += responses;
    unseen.set(key, known);
  }

  return {
    add: (group, outcome) => {
      events += outcome.events;
      bytes += outcome.bytes;
      note(group, outcome.unseen);
    },
    events: () => events,
    estimate: (averages) => {
      let estimated = 0;
      let unknownBodies = beyond;
      const add = (bodies: number, average: number | undefined) => {
        if (average === undefined) unknownBodies += bodies;
        else estimated += bodies * average;
      };
      for (const [kind, { verb, requests, responses }] of unseen) {
        if (requests > 0) add(requests, averages.request(kind, verb));
        if (responses > 0) add(responses, averages.response(kind, verb));
      }
      const estimatedBytes = Math.round(estimated);
      return { bytes: bytes + estimatedBytes, estimatedBytes, unknownBodies };
    },
  };
}

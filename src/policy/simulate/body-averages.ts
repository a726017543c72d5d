import { LEVELS } from '../../event/event.ts';
import type { TrafficGroup } from '../../event/traffic.ts';
import { levelOf } from '../level.ts';
import { kindKey } from './kind.ts';

/** How many bytes a body has, from the events that were recorded with bodies. */
export interface BodyAverages {
  readonly add: (group: TrafficGroup) => void;
  /** Bytes of a body of the same kind of request, else of the same verb; `undefined` where none was recorded. */
  readonly request: (kind: string, verb: string) => number | undefined;
  readonly response: (kind: string, verb: string) => number | undefined;
}

/** Kinds beyond these are known by their verb only: clients can ask for any resource, also for those that are none. */
const MAX_KINDS = 20_000;

interface Seen {
  events: number;
  bytes: number;
}

export function createBodyAverages(): BodyAverages {
  const requests = new Map<string, Seen>();
  const responses = new Map<string, Seen>();

  return {
    add: (group) => {
      const level = LEVELS.indexOf(levelOf({ level: group.level }));
      const keys = [kindKey(group), verbKey(group)];
      if (level >= LEVELS.indexOf('Request')) note(requests, keys, group.events, group.request.bytes);
      if (level >= LEVELS.indexOf('RequestResponse')) note(responses, keys, group.events, group.response.bytes);
    },
    request: (kind, verb) => average(requests, kind, verb),
    response: (kind, verb) => average(responses, kind, verb),
  };
}

function verbKey({ verb, resource, stage }: TrafficGroup): string {
  return resource === '' || stage !== 'ResponseComplete' ? '' : `verb ${verb}`;
}

function note(known: Map<string, Seen>, keys: readonly string[], events: number, bytes: number): void {
  for (const key of keys) {
    const seen = known.get(key) ?? { events: 0, bytes: 0 };
    if (key === '' || (seen.events === 0 && known.size >= MAX_KINDS)) continue;
    seen.events += events;
    seen.bytes += bytes;
    known.set(key, seen);
  }
}

function average(known: ReadonlyMap<string, Seen>, kind: string, verb: string): number | undefined {
  const seen = known.get(kind) ?? known.get(`verb ${verb}`);
  return seen && seen.bytes / seen.events;
}

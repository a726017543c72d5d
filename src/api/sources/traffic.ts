import { type Envelope, OWN_NAME } from '../../event/record.ts';
import type { Passage } from '../../pipeline/passage.ts';
import type { Receipt, Sender } from '../../sources/intake.ts';
import { createFlowCounter, type Flow, type FlowCounter } from './flow.ts';

/** One way by which events come: for a cluster, through a source. */
export interface Way {
  /** The type of the source; `import` where files are brought that may be old. */
  readonly type: string;
  readonly id: string;
  readonly cluster: string;
}

/** When something came last before the server began to run, in milliseconds since the epoch. */
export interface Recalled extends Pick<Way, 'id' | 'cluster'> {
  readonly last: number;
}

/** What was received since the server runs, by source and cluster, in a bounded amount of memory. */
export interface Traffic {
  /** When it began to be counted, in milliseconds since the epoch. */
  readonly since: number;
  note(sender: Sender, receipt: Receipt, passage: Passage): void;
  /** Takes note of a record that was journaled before, in their order. */
  recall(envelope: Pick<Envelope, 'source' | 'cluster' | 'receivedAt'>): void;
  recalled(): Recalled[];
  /** What came by each way, those that were used last at the end. */
  ways(): (Way & { readonly flow: Flow })[];
}

/** A way takes about 4 kB. Names of imports are free, so those that were used longest ago are forgotten. */
const MAX_WAYS = 4_096;
/** What stands for the type of lines that may have come before. */
export const IMPORT_TYPE = 'import';
/** The type of the source that takes imports too. */
const LINES_TYPE = 'lines';

/** `clock` gives milliseconds since the epoch. */
export function createTraffic(clock: () => number): Traffic {
  const ways = new Map<string, Way & { readonly counter: FlowCounter }>();
  const before = new Map<string, Recalled>();
  return {
    since: clock(),
    note: (sender, receipt, passage) => {
      // What Verbatim records of itself comes from nowhere.
      if (sender.cluster === OWN_NAME) return;
      const { source: id, cluster, mayBeOld } = sender;
      // A followed file may be a copy of one that was read already; it is followed all the same.
      const type = mayBeOld && sender.type === LINES_TYPE ? IMPORT_TYPE : sender.type;
      const key = JSON.stringify([type, id, cluster]);
      const way = ways.get(key) ?? { type, id, cluster, counter: createFlowCounter() };
      putLast(ways, key, way);
      // How old what is imported is says nothing of how fast it came.
      way.counter.note(receipt, mayBeOld ? { ...passage, lagsMs: [] } : passage, clock());
    },
    recall: ({ source: id, cluster, receivedAt }) => {
      const last = Date.parse(receivedAt);
      // What Verbatim records of itself comes from nowhere, and a journal of another making may hold any time.
      if (cluster === OWN_NAME || Number.isNaN(last)) return;
      putLast(before, JSON.stringify([id, cluster]), { id, cluster, last });
    },
    recalled: () => [...before.values()],
    ways: () => {
      const now = clock();
      return [...ways.values()].map(({ counter, ...way }) => ({ ...way, flow: counter.flow(now) }));
    },
  };
}

/** A map keeps the order in which keys were put in: of too many, the one that was used longest ago is forgotten. */
function putLast<T>(map: Map<string, T>, key: string, value: T): void {
  map.delete(key);
  map.set(key, value);
  if (map.size > MAX_WAYS) map.delete(map.keys().next().value as string);
}

import { OWN_NAME } from '../../event/record.ts';
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

/** What was received since the server runs, by source and cluster, in a bounded amount of memory. */
export interface Traffic {
  /** When it began to be counted, in milliseconds since the epoch. */
  readonly since: number;
  note(sender: Sender, receipt: Receipt, passage: Passage): void;
  /** What came by each way, those that were used last at the end. */
  ways(): (Way & { readonly flow: Flow })[];
}

/** A way takes about 4 kB. Names of imports are free, so those that were used longest ago are forgotten. */
const MAX_WAYS = 4_096;
/** What stands for the type of lines that may have come before. */
export const IMPORT_TYPE = 'import';

/** `clock` gives milliseconds since the epoch. */
export function createTraffic(clock: () => number): Traffic {
  const ways = new Map<string, Way & { readonly counter: FlowCounter }>();
  return {
    since: clock(),
    note: (sender, receipt, passage) => {
      // What Verbatim records of itself comes from nowhere.
      if (sender.cluster === OWN_NAME) return;
      const { source: id, cluster, mayBeOld } = sender;
      const type = mayBeOld ? IMPORT_TYPE : sender.type;
      const key = JSON.stringify([type, id, cluster]);
      const way = ways.get(key) ?? { type, id, cluster, counter: createFlowCounter() };
      // A map keeps the order in which keys were put in, so that the first is the one that is forgotten.
      ways.delete(key);
      ways.set(key, way);
      if (ways.size > MAX_WAYS) ways.delete(ways.keys().next().value as string);
      // How old what is imported is says nothing of how fast it came.
      way.counter.note(receipt, mayBeOld ? { ...passage, lagsMs: [] } : passage, clock());
    },
    ways: () => {
      const now = clock();
      return [...ways.values()].map(({ counter, ...way }) => ({ ...way, flow: counter.flow(now) }));
    },
  };
}

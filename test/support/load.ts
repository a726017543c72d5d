import { generate } from '../../bench/generator/generate.ts';
import { type Batch, batches } from '../../bench/load/batch.ts';
import { sendLoad } from '../../bench/load/send-load.ts';

export interface LoadOptions {
  /** The webhook of a cluster, which may move: it is asked again for nothing, so it must stay at one address. */
  readonly url: string;
  readonly token: string;
  /** Other seeds are other events. */
  readonly seed: string;
}

/** A load that goes on until it is stopped, repeating as kube-apiserver does. */
export interface Load {
  /** Bodies that were acknowledged so far. */
  readonly acknowledged: readonly Batch[];
  /** Lets what is under way come to its end, acknowledged or dropped, and gives how many bodies were dropped. */
  stop(): Promise<number>;
}

/** Small, so that many requests are under way at any moment. */
const BATCH = 10;
const CONNECTIONS = 6;
/** kube-apiserver's patience of 81 s between attempts becomes 4 s, its time-out of 30 s 1.5 s. */
const TIME_SCALE = 0.05;

export function startLoad({ url, token, seed }: LoadOptions): Load {
  const acknowledged: Batch[] = [];
  let stopping = false;
  function* bodies(): Generator<Batch> {
    const lines = generate({ seed, from: '2026-03-02T09:00:00Z', level: 'Metadata' });
    for (const batch of batches(lines, { size: BATCH })) {
      if (stopping) return;
      yield batch;
    }
  }
  const sent = sendLoad({
    url,
    token,
    bodies: bodies(),
    connections: CONNECTIONS,
    timeScale: TIME_SCALE,
    onAck: (batch) => acknowledged.push(batch),
  });
  // A failure is told to whoever stops it.
  sent.catch(() => {});
  return {
    acknowledged,
    stop: async () => {
      stopping = true;
      return (await sent).droppedBatches;
    },
  };
}

const KEY = /"auditID":"([^"]*)","stage":"([^"]*)"/g;

/** What tells the generated events of a text apart: audit id and stage. */
export function keysOf(text: string): string[] {
  return Array.from(text.matchAll(KEY), ([, auditID, stage]) => `${auditID} ${stage}`);
}

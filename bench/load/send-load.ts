import { createRandom } from '../generator/model/random.ts';
import type { Batch } from './batch.ts';
import { createConnection, type Post } from './connection.ts';
import { deliver } from './deliver.ts';
import { emptyTally, type LoadReport, reportOf } from './report.ts';
import { parseTarget } from './target.ts';

export interface LoadOptions {
  /** Of the webhook: `http://127.0.0.1:7400/ingest/kubernetes/prod`. */
  readonly url: string;
  readonly token: string;
  /** Taken one by one as connections become free. */
  readonly bodies: Iterable<Batch>;
  readonly connections: number;
  /** Scales every sleep and time-out of kube-apiserver's retries; 1 where left out. */
  readonly timeScale?: number;
  readonly signal?: AbortSignal;
  /** Called for each acknowledged batch, with milliseconds since its first request. */
  readonly onAck?: (batch: Batch, latencyMs: number) => void;
}

/**
 * Sends bodies over some connections, one request at a time on each, and repeats them as kube-apiserver does.
 * Resolves when all were acknowledged or dropped, or `signal` is aborted. Raises `USAGE` for a target that is not this machine.
 */
export async function sendLoad(options: LoadOptions): Promise<LoadReport> {
  const { url, token, bodies, connections, timeScale = 1, signal, onAck } = options;
  const target = parseTarget(url);
  const random = createRandom('load').unit;
  const waiting = bodies[Symbol.iterator]();
  const tally = emptyTally();
  const began = performance.now();

  async function send(batch: Batch, post: Post): Promise<void> {
    const start = performance.now();
    const { acknowledged, requests } = await deliver(batch.body, {
      post,
      random,
      timeScale,
      ...(signal && { signal }),
    });
    tally.requests += requests;
    if (!acknowledged) {
      tally.droppedBatches++;
      tally.droppedEvents += batch.events;
      return;
    }
    const latency = performance.now() - start;
    tally.batches++;
    tally.events += batch.events;
    tally.bytes += batch.body.length;
    tally.latencies.push(latency);
    onAck?.(batch, latency);
  }

  async function work(): Promise<void> {
    const { post, close } = createConnection(target, token);
    try {
      for (let next = waiting.next(); !next.done && !signal?.aborted; next = waiting.next())
        await send(next.value, post);
    } catch (error) {
      if (!signal?.aborted) throw error;
    } finally {
      close();
    }
  }

  await Promise.all(Array.from({ length: connections }, work));
  return reportOf(tally, (performance.now() - began) / 1000);
}

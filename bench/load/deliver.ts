import { setTimeout as sleep } from 'node:timers/promises';
import type { Post } from './connection.ts';
import type { Reply } from './reply.ts';

/** kube-apiserver's webhook client (`k8s.io/apiserver/pkg/util/webhook`): its sleeps in milliseconds, and one fifth on top. */
const BACKOFF_MS = [10_000, 15_000, 22_500, 33_750];
const JITTER = 0.2;
const ATTEMPT_MS = 30_000;
/** client-go's own repetitions inside one attempt, where the server says when to come again. */
const RETRY_AFTER_TIMES = 10;

export interface Delivery {
  readonly acknowledged: boolean;
  /** Requests that were sent. */
  readonly requests: number;
}

export interface DeliverOptions {
  readonly post: Post;
  /** 0 ≤ x < 1, for the sleeps' jitter. */
  readonly random: () => number;
  /** 1 is kube-apiserver's patience; tests take thousandths of it. */
  readonly timeScale: number;
  readonly signal?: AbortSignal;
}

function success({ status }: Reply): boolean {
  return status >= 200 && status <= 206;
}

function asksForPatience({ status, retryAfter }: Reply): boolean {
  return retryAfter !== undefined && (status === 429 || status >= 500);
}

/** One attempt of at most 30 s: repeats the request as long as the answer says when to come again. */
async function attempt(body: Buffer, options: DeliverOptions, count: () => void): Promise<boolean> {
  const { post, timeScale, signal } = options;
  const end = performance.now() + ATTEMPT_MS * timeScale;
  for (let again = 0; ; again++) {
    count();
    const reply = await post(body, Math.max(1, end - performance.now()), signal);
    if (success(reply)) return true;
    if (!asksForPatience(reply) || again === RETRY_AFTER_TIMES) return false;
    const pause = reply.retryAfter! * 1000 * timeScale;
    if (performance.now() + pause >= end) return false;
    await sleep(pause, undefined, { ...(signal && { signal }) });
  }
}

/**
 * Delivers one body as kube-apiserver does: five attempts, whatever the failure, with growing sleeps between them; then
 * the batch is dropped. Rejects only when `signal` is aborted.
 */
export async function deliver(body: Buffer, options: DeliverOptions): Promise<Delivery> {
  const { random, timeScale, signal } = options;
  let requests = 0;
  for (const pause of [...BACKOFF_MS, undefined]) {
    const acknowledged = await attempt(body, options, () => requests++).catch(() => false);
    signal?.throwIfAborted();
    if (acknowledged) return { acknowledged, requests };
    if (pause === undefined) break;
    await sleep(pause * (1 + JITTER * random()) * timeScale, undefined, { ...(signal && { signal }) });
  }
  return { acknowledged: false, requests };
}

import type { Bench } from '../bench.ts';
import { measureWebhook } from '../harness/measure-webhook.ts';
import { DEFAULT_BATCH } from '../load/batch.ts';
import type { Section } from '../report/document.ts';

/** Such events are ten times as large and twice the work of their bytes, so fewer of them take as long. */
const FEWER = 20;
const BODY_BYTES = 10_000;

/** Audit webhook → durable → searchable, with the bodies of requests and answers. */
export async function benchWebhookBodies(bench: Bench): Promise<Section> {
  const events = Math.max(DEFAULT_BATCH, Math.round(bench.events / FEWER));
  return measureWebhook(bench, { events, level: 'RequestResponse', bodyBytes: BODY_BYTES });
}

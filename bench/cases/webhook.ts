import type { Bench } from '../bench.ts';
import { measureWebhook } from '../harness/measure-webhook.ts';
import type { Section } from '../report/document.ts';

/** Audit webhook → durable → searchable, at Metadata. */
export async function benchWebhook(bench: Bench): Promise<Section> {
  return measureWebhook(bench, { events: bench.events, level: 'Metadata' });
}

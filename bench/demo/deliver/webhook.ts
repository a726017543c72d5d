import { VerbatimError } from '../../../src/errors.ts';
import { batches, DEFAULT_BATCH } from '../../load/batch.ts';
import { sendLoad } from '../../load/send-load.ts';
import type { Deliver, Target } from '../platform.ts';

const CONNECTIONS = 4;

/** By the audit webhook, as kube-apiserver does. Raises `INTERNAL` where the server refused some for good. */
export function byWebhook({ webhook, token }: Target, signal: AbortSignal): Deliver {
  return async (lines) => {
    const bodies = batches(lines, { size: DEFAULT_BATCH });
    const sent = await sendLoad({ url: webhook, token, bodies, connections: CONNECTIONS, signal });
    if (sent.droppedEvents === 0) return sent.events;
    throw new VerbatimError('INTERNAL', `The server refused ${sent.droppedEvents} events for good.`);
  };
}

import type { Client } from '../client/client.ts';

/** The server answers within half a minute, or says that it takes longer; one that does neither is not waited for. */
const PATIENCE_MS = 40_000;

/** A delivery without an event: only its answer is of interest. */
const NOTHING = '\n';

/** Whether all that the server has stored by now can be searched. Resolves when it can, or when that takes too long. */
export async function untilSearchable(client: Client, cluster: string): Promise<boolean> {
  try {
    await client.text(`ingest/lines/${encodeURIComponent(cluster)}`, {
      method: 'POST',
      query: { wait: 'true' },
      contentType: 'application/x-ndjson',
      body: NOTHING,
      signal: AbortSignal.timeout(PATIENCE_MS),
    });
    return true;
  } catch {
    // Whatever it is: the events are stored, and the caller says that they cannot be searched yet.
    return false;
  }
}

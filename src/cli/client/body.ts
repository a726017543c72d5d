import type { Client } from './client.ts';
import { unreachable } from './unreachable.ts';

/** The body of an answer in chunks. One that breaks off is SERVER_UNREACHABLE: a part is never taken for all there is. */
export async function* bodyOf(response: Response, client: Client): AsyncGenerator<Uint8Array> {
  try {
    for await (const chunk of response.body ?? []) yield chunk;
  } catch (error) {
    throw unreachable(client.server.url, error);
  }
}

import type { Events } from '../events.ts';
import type { Io } from '../io.ts';
import { createClient } from './client.ts';
import { findServer } from './server.ts';
import { createServerEvents } from './server-events.ts';

/** Questions to the server that the environment names. `data` is the folder whose `admin.token` is used. */
export async function openServerEvents(
  env: Io['env'],
  data: string | undefined,
  note: (line: string) => void,
): Promise<Events> {
  return createServerEvents(createClient(await findServer(env, data)), note);
}

import { createClient } from './client/client.ts';
import { findServer } from './client/server.ts';
import { createServerEvents } from './client/server-events.ts';
import type { Context } from './context.ts';
import type { Events } from './events.ts';
import { namingQuery } from './name-query.ts';

/** Where the questions of one command are answered. */
export interface EventsOptions {
  /** The data directory whose `admin.token` is used. */
  readonly data?: string | undefined;
  /** Files, folders and archives to read instead of asking a server. */
  readonly file?: readonly string[] | undefined;
}

export async function openEvents(context: Context, { data, file }: EventsOptions): Promise<Events> {
  if (file) return namingQuery(await openFiles(context, file));
  return namingQuery(createServerEvents(createClient(await findServer(context.io.env, data))));
}

async function openFiles({ io, note }: Context, paths: readonly string[]): Promise<Events> {
  // Only questions about files need it.
  const { createLocalEvents } = await import('./local/local-events.ts');
  return createLocalEvents({ paths, stdin: () => io.stdin, note, now: Date.now() * MICROS_A_MILLISECOND });
}

const MICROS_A_MILLISECOND = 1_000;

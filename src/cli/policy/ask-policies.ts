import { VerbatimError } from '../../errors.ts';
import { bodyOf } from '../client/body.ts';
import { createClient } from '../client/client.ts';
import { lineBatches } from '../client/lines.ts';
import { fromProblem, parseProblem } from '../client/problem.ts';
import { findServer } from '../client/server.ts';
import type { Context } from '../context.ts';
import type { Selection } from '../events.ts';
import { withQuery } from '../failure.ts';
import { createEventProgress } from './progress.ts';

interface Line<T> {
  readonly progress?: { readonly done: number; readonly of: number };
  readonly result?: T;
  readonly problem?: unknown;
}

/** Asks a server for a long work on policies, and shows how far it is. */
export async function askPolicies<T>(
  what: 'simulate' | 'suggest',
  body: object,
  { query, from, to, clusters }: Selection,
  { data, context }: { readonly data: string | undefined; readonly context: Context },
): Promise<T> {
  const { io } = context;
  const client = createClient(await findServer(io.env, data));
  const progress = createEventProgress(io.stderr);
  try {
    const response = await client.request(`api/v1/policies/${what}`, {
      method: 'POST',
      contentType: 'application/json',
      accept: 'application/x-ndjson',
      body: JSON.stringify({
        ...body,
        query,
        ...(from ? { from } : {}),
        ...(to ? { to } : {}),
        ...(clusters.length > 0 ? { cluster: clusters.join(',') } : {}),
      }),
    });
    for await (const lines of lineBatches(bodyOf(response, client))) {
      for (const line of lines) {
        const { progress: far, result, problem } = JSON.parse(line) as Line<T>;
        if (result !== undefined) return result;
        const known = problem === undefined ? undefined : parseProblem(JSON.stringify(problem));
        if (known) throw fromProblem(known, { server: client.server });
        if (far) progress.show(far.done, far.of);
      }
    }
  } catch (error) {
    throw withQuery(error, query);
  } finally {
    progress.end();
  }
  throw new VerbatimError('SERVER_ANSWER', `What answers at ${client.server.url.href} ended its answer too early.`);
}

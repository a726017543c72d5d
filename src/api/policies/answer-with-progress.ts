import { Readable } from 'node:stream';
import type { FastifyRequest } from 'fastify';
import { problemOf, toVerbatimError } from '../problem.ts';
import { type Reply, sendAs } from '../reply.ts';
import type { Progress } from './contract.ts';

const NDJSON = 'application/x-ndjson';

/**
 * Answers what a long work returns; to who accepts lines, with a line `{"progress":…}` now and then, and the answer, or what
 * went wrong, in the last: `{"result":…}` or `{"problem":…}`.
 */
export async function answerWithProgress<T>(
  request: FastifyRequest,
  reply: Reply,
  work: AsyncGenerator<Progress, T>,
): Promise<never> {
  if (!request.headers.accept?.includes(NDJSON)) {
    return sendAs(reply, 'application/json', JSON.stringify(await resultOf(work)));
  }
  // The first step comes before the answer, so that an error still has a status of its own.
  const first = await work.next();
  return sendAs(reply, NDJSON, Readable.from(lines(first, work, request)));
}

async function resultOf<T>(work: AsyncGenerator<Progress, T>): Promise<T> {
  for (;;) {
    const step = await work.next();
    if (step.done) return step.value;
  }
}

async function* lines<T>(
  first: IteratorResult<Progress, T>,
  work: AsyncGenerator<Progress, T>,
  request: FastifyRequest,
): AsyncGenerator<string> {
  try {
    for (let step = first; ; step = await work.next()) {
      yield `${JSON.stringify(step.done ? { result: step.value } : { progress: step.value })}\n`;
      if (step.done) return;
    }
  } catch (thrown) {
    const error = toVerbatimError(thrown);
    if (error.status >= 500) request.log.error({ err: error }, 'Request failed.');
    yield `${JSON.stringify({ problem: problemOf(error) })}\n`;
  } finally {
    await work.return(undefined as T);
  }
}

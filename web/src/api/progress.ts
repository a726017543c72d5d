import { request } from './client.ts';
import { ApiProblem } from './problem.ts';

/** How far a long work is. */
export interface Progress {
  readonly done: number;
  readonly of: number;
}

interface Line<T> {
  readonly progress?: Progress;
  readonly result?: T;
  readonly problem?: ConstructorParameters<typeof ApiProblem>[0];
}

export interface ProgressOptions {
  readonly onProgress: (progress: Progress) => void;
  readonly signal: AbortSignal;
}

/** Has a long work done that tells how far it is, line by line. Throws ApiProblem, and AbortError where it was aborted. */
export async function postWithProgress<T>(
  path: string,
  body: unknown,
  { onProgress, signal }: ProgressOptions,
): Promise<T> {
  const response = await request(path, {
    method: 'POST',
    headers: { accept: 'application/x-ndjson', 'content-type': 'application/json' },
    body: JSON.stringify(body),
    signal,
  });
  for await (const text of linesOf(response)) {
    const { progress, result, problem } = JSON.parse(text) as Line<T>;
    if (result !== undefined) return result;
    if (problem) throw new ApiProblem(problem);
    if (progress) onProgress(progress);
  }
  throw new ApiProblem({ code: 'SERVER_ANSWER', detail: 'The server ended its answer too early. Try again.' });
}

async function* linesOf({ body }: Response): AsyncGenerator<string> {
  if (!body) return;
  const reader = body.pipeThrough(new TextDecoderStream()).getReader();
  let rest = '';
  try {
    for (;;) {
      const { done, value = '' } = await reader.read();
      const lines = (rest + value).split('\n');
      rest = lines.pop() ?? '';
      yield* lines.filter((line) => line !== '');
      if (done) break;
    }
    if (rest !== '') yield rest;
  } finally {
    await reader.cancel().catch(() => {});
  }
}

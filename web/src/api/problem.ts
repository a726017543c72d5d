import type { Problem } from '../../../src/api/contract.ts';

/** An answer that is an error (RFC 9457), or no answer at all (`status` 0). */
export class ApiProblem extends Error {
  readonly status: number;
  /** Stable; `NETWORK` where the server did not answer. */
  readonly code: string;
  /** Where in a query it is wrong, in UTF-16 code units. */
  readonly position: number | undefined;
  readonly end: number | undefined;
  readonly suggestion: string | undefined;
  readonly retryAfterSeconds: number | undefined;

  constructor(problem: Partial<Problem> & Record<string, unknown>, retryAfterSeconds?: number) {
    super(problem.detail ?? problem.title ?? 'The server answered with an error.');
    this.name = 'ApiProblem';
    this.status = problem.status ?? 0;
    this.code = problem.code ?? 'UNKNOWN';
    this.position = numberOf(problem.position);
    this.end = numberOf(problem.end);
    this.suggestion = typeof problem.suggestion === 'string' ? problem.suggestion : undefined;
    this.retryAfterSeconds = retryAfterSeconds;
  }
}

function numberOf(value: unknown): number | undefined {
  return typeof value === 'number' ? value : undefined;
}

/** Makes a problem of an answer that is not ok. */
export async function problemFrom(response: Response): Promise<ApiProblem> {
  const retryAfter = Number(response.headers.get('retry-after')) || undefined;
  const body: unknown = await response.json().catch(() => undefined);
  const fallback = { status: response.status, code: 'UNKNOWN', detail: `The server answered ${response.status}.` };
  return new ApiProblem(typeof body === 'object' && body !== null ? { ...fallback, ...body } : fallback, retryAfter);
}

export function isProblem(error: unknown, ...codes: readonly string[]): error is ApiProblem {
  return error instanceof ApiProblem && (codes.length === 0 || codes.includes(error.code));
}

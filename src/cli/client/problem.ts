import type { Problem } from '../../api/contract.ts';
import { ERRORS, type ErrorCode, VerbatimError } from '../../errors.ts';
import type { Server } from './server.ts';

/** More of an answer that is no problem document says nothing more. In characters. */
const MAX_QUOTED = 200;

/** The error that an answer with an unsuccessful status stands for; the problem's further members are its context. */
export async function problemOf(response: Response, server: Server): Promise<VerbatimError> {
  const text = await response.text().catch(() => '');
  const retryAfter = retryAfterOf(response);
  const problem = parseProblem(text);
  if (problem) return fromProblem(problem, { server, retryAfter });
  const context = { status: response.status, retryAfter };
  if (response.status === 401) return new VerbatimError('UNAUTHORIZED', howToGiveToken(server), context);
  if (response.status === 503 || response.status === 429) return new VerbatimError('PUSH_BACK', undefined, context);
  if (response.status === 413) return new VerbatimError('BODY_TOO_LARGE', undefined, context);
  const location = response.headers.get('location');
  const detail = location
    ? `The server sends on to ${location}; set VERBATIM_URL to where it really is.`
    : `What answers at ${server.url.href} is not Verbatim: ${response.status} ${text.slice(0, MAX_QUOTED)}`.trim();
  return new VerbatimError('SERVER_ANSWER', detail, context);
}

export interface ProblemContext {
  readonly server: Server;
  readonly retryAfter?: number | undefined;
}

/** The error that a problem document (RFC 9457) describes. */
export function fromProblem(problem: Problem, { server, retryAfter }: ProblemContext): VerbatimError {
  const { type: _type, title, status, detail, code, ...rest } = problem;
  const known: ErrorCode = Object.hasOwn(ERRORS, code) ? (code as ErrorCode) : 'SERVER_ANSWER';
  const message = known === 'UNAUTHORIZED' ? howToGiveToken(server, detail) : (detail ?? title);
  return new VerbatimError(known, message, { ...rest, status, retryAfter });
}

/** The problem document that the text is, or `undefined`. */
export function parseProblem(text: string): Problem | undefined {
  try {
    const value = JSON.parse(text) as Partial<Problem> | null;
    if (typeof value?.code === 'string' && typeof value.title === 'string') return value as Problem;
  } catch {
    // Not JSON: a proxy's page, for instance.
  }
  return undefined;
}

function howToGiveToken({ url, token, tokenFile }: Server, detail = ''): string {
  const where = url.href.replace(/\/$/, '');
  if (token) {
    return `The server at ${where} does not take this token; set VERBATIM_TOKEN to one that is valid. ${detail}`.trim();
  }
  return (
    `The server at ${where} wants a token; set VERBATIM_TOKEN, or name the server's data directory with --data ` +
    `(${tokenFile} cannot be read).`
  );
}

/** `Retry-After` in seconds (RFC 9110); a date is not used by Verbatim. */
function retryAfterOf(response: Response): number | undefined {
  const text = response.headers.get('retry-after');
  return text !== null && /^\d{1,6}$/.test(text) ? Number(text) : undefined;
}

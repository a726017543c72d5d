import { Readable } from 'node:stream';
import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import { ERRORS, type ErrorCode, VerbatimError } from '../errors.ts';
import type { Problem } from './contract.ts';
import { answerThenLinger } from './linger.ts';
import { otherValue } from './other-value.ts';
import { unknownKey } from './unknown-key.ts';

/** What a client may see of an error's values; the rest is for the log. */
const PUBLIC_CONTEXT = ['position', 'end', 'expected', 'suggestion'] as const;

/** Seconds after which a sender that was pushed back tries again: kube-apiserver stretches its retries to about 4 minutes. */
export const RETRY_AFTER_SECONDS = 5;

/** What a server under load answers is not worth a line of the log each time; it is counted. */
const EXPECTED: ReadonlySet<ErrorCode> = new Set(['PUSH_BACK', 'BUSY']);

/** Errors of the HTTP layer, by fastify's and node's codes. */
const FROM_HTTP: Readonly<Record<string, ErrorCode>> = {
  FST_ERR_VALIDATION: 'REQUEST_INVALID',
  FST_ERR_CTP_BODY_TOO_LARGE: 'BODY_TOO_LARGE',
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: 'BODY_INVALID',
  FST_ERR_CTP_INVALID_MEDIA_TYPE: 'MEDIA_TYPE_UNSUPPORTED',
  FST_ERR_CTP_EMPTY_JSON_BODY: 'BODY_INVALID',
  FST_ERR_CTP_INVALID_JSON_BODY: 'BODY_INVALID',
  FST_ERR_BAD_URL: 'REQUEST_INVALID',
  FST_ERR_MAX_PARAM_LENGTH: 'REQUEST_INVALID',
};

/** Makes any error one of ours; what was not foreseen becomes INTERNAL and says nothing of itself. */
export function toVerbatimError(error: unknown): VerbatimError {
  if (error instanceof VerbatimError) return error;
  const { code, statusCode, message } = error as FastifyError;
  const known = FROM_HTTP[code];
  if (known) return new VerbatimError(known, message, { cause: error });
  if (statusCode === 400) return new VerbatimError('REQUEST_INVALID', message, { cause: error });
  return new VerbatimError('INTERNAL', undefined, { cause: error });
}

/** The URI that names a code (RFC 9457, 3.1.1). */
export function problemType(code: ErrorCode): string {
  return `urn:verbatim:error:${code.toLowerCase().replaceAll('_', '-')}`;
}

export function problemOf(error: VerbatimError): Problem {
  const { status, title } = ERRORS[error.code];
  const problem: Record<string, unknown> = {
    type: problemType(error.code),
    title,
    status,
    code: error.code,
  };
  if (error.message !== title) problem.detail = error.message;
  for (const key of PUBLIC_CONTEXT) if (error.context[key] !== undefined) problem[key] = error.context[key];
  return problem as Problem;
}

/** What a client has to bring (RFC 6750, 3). Who has brought nothing is not told of an error. */
function challenge({ code, context, message }: VerbatimError): string | undefined {
  if (code === 'FORBIDDEN') return 'Bearer realm="verbatim", error="insufficient_scope"';
  if (code !== 'UNAUTHORIZED') return undefined;
  if (context.bearerError !== 'invalid_token') return 'Bearer realm="verbatim"';
  // Characters that a description may not have.
  const description = message.replace(/[^\x20-\x21\x23-\x5b\x5d-\x7e]/g, "'");
  return `Bearer realm="verbatim", error="invalid_token", error_description="${description}"`;
}

/** Answers an error as RFC 9457 says, and logs it if it is ours. */
export function sendProblem(thrown: unknown, request: FastifyRequest, reply: FastifyReply): void {
  const error = unknownKey(thrown, request) ?? otherValue(thrown) ?? toVerbatimError(thrown);
  if (error.status >= 500 && !EXPECTED.has(error.code)) request.log.error({ err: error }, 'Request failed.');
  if (error.status === 503) reply.header('retry-after', String(RETRY_AFTER_SECONDS));
  if (typeof error.context.retryAfterSeconds === 'number') {
    reply.header('retry-after', String(error.context.retryAfterSeconds));
  }
  const asked = challenge(error);
  if (asked) reply.header('www-authenticate', asked);
  // RFC 9110, 15.5.16: which codings would do.
  if (error.code === 'ENCODING_UNSUPPORTED') reply.header('accept-encoding', 'gzip, zstd, identity');
  const text = JSON.stringify(problemOf(error));
  reply.code(error.status).type('application/problem+json');
  if (request.raw.complete) {
    reply.send(text);
  } else {
    reply.header('content-length', Buffer.byteLength(text));
    reply.send(Readable.from(answerThenLinger(text, request.raw)));
  }
}

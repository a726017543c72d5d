/**
 * Every error that Verbatim raises on purpose: its stable code, the HTTP status it answers with, and what it means.
 * `docs/reference/errors.md` is generated from this table.
 */
export const ERRORS = {
  CONFIG_INVALID: { status: 500, title: 'The configuration has errors.' },
  TLS_INVALID: { status: 500, title: 'A certificate or key cannot be used.' },
  USAGE: { status: 400, title: 'The command was called wrongly.' },
  REQUEST_INVALID: { status: 400, title: 'The request is not what is expected here.' },
  UNAUTHORIZED: { status: 401, title: 'No valid credential was given.' },
  FORBIDDEN: { status: 403, title: 'The credential does not allow this.' },
  SIGN_IN_LIMITED: { status: 429, title: 'Too many credentials from this address were not valid.' },
  NOT_FOUND: { status: 404, title: 'There is nothing here.' },
  METHOD_NOT_ALLOWED: { status: 405, title: 'This cannot be done here.' },
  CONFLICT: { status: 409, title: 'It exists already.' },
  BODY_TOO_LARGE: { status: 413, title: 'The body is larger than the limit.' },
  BODY_INVALID: { status: 400, title: 'The body cannot be read.' },
  MEDIA_TYPE_UNSUPPORTED: { status: 415, title: 'The content type is not supported.' },
  ENCODING_UNSUPPORTED: { status: 415, title: 'The content encoding is not supported.' },
  PUSH_BACK: { status: 503, title: 'Verbatim cannot take more now; the sender keeps its events and tries again.' },
  BUSY: { status: 503, title: 'Too much is asked at once; ask again.' },
  HEADERS_TOO_LARGE: { status: 431, title: 'The headers of the request are larger than the limit.' },
  HEADERS_TIMEOUT: { status: 408, title: 'The headers of the request did not arrive in time.' },
  BODY_TIMEOUT: { status: 408, title: 'The body did not arrive in time.' },
  QUERY_SYNTAX: { status: 400, title: 'The query cannot be read.' },
  QUERY_FIELD: { status: 400, title: 'The query names a field that does not exist.' },
  QUERY_VALUE: { status: 400, title: 'The query compares a field with a value it cannot have.' },
  QUERY_TOO_LARGE: { status: 400, title: 'The query is larger than the limit.' },
  QUERY_LIMIT: { status: 400, title: 'The question needs more time or memory than is allowed.' },
  TIME_INVALID: { status: 400, title: 'A time cannot be read.' },
  CURSOR_INVALID: { status: 400, title: 'The cursor is not one of this query.' },
  JQ_INVALID: { status: 400, title: 'jq cannot run this expression.' },
  JQ_LIMIT: { status: 400, title: 'The jq expression needs more time or memory than is allowed.' },
  JQ_FAILED: { status: 400, title: 'jq could not finish some events.' },
  BUDGET_UNMET: { status: 400, title: 'No policy that should be used keeps within the budget.' },
  POLICY_INVALID: { status: 400, title: 'The audit policy has errors.' },
  LISTEN_FAILED: { status: 500, title: 'The server cannot listen at its address.' },
  JOURNAL_LOCKED: { status: 500, title: 'Another process uses this data directory.' },
  JOURNAL_DAMAGED: { status: 500, title: 'A journal record does not match its checksum.' },
  JOURNAL_FORMAT: { status: 500, title: 'A journal file has a format this version cannot read.' },
  JOURNAL_READ: { status: 503, title: 'The journal cannot be read.' },
  JOURNAL_WRITE: { status: 503, title: 'The journal cannot be written.' },
  STORE_UNAVAILABLE: { status: 503, title: 'The store does not answer.' },
  STORE_QUERY: { status: 500, title: 'The store could not run a query.' },
  SERVER_UNREACHABLE: { status: 503, title: 'The server cannot be reached.' },
  SERVER_ANSWER: { status: 502, title: 'The server gave an answer that is not understood.' },
  FILE_UNREADABLE: { status: 500, title: 'A file cannot be read.' },
  IMPORT_INCOMPLETE: { status: 500, title: 'Some files were not imported.' },
  INTERNAL: { status: 500, title: 'Something went wrong inside Verbatim.' },
} as const satisfies Record<string, { status: number; title: string }>;

export type ErrorCode = keyof typeof ERRORS;

/** An error with a stable code, a sentence that says what to do, and the values it is about. */
export class VerbatimError extends Error {
  readonly code: ErrorCode;
  readonly context: Readonly<Record<string, unknown>>;

  constructor(code: ErrorCode, detail?: string, context: Record<string, unknown> & { cause?: unknown } = {}) {
    const { cause, ...rest } = context;
    super(detail ?? ERRORS[code].title, cause === undefined ? undefined : { cause });
    this.name = 'VerbatimError';
    this.code = code;
    this.context = rest;
  }

  get status(): number {
    return ERRORS[this.code].status;
  }
}

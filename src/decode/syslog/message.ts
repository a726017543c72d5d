/** What one syslog message says. What it does not say is `undefined`. */
export interface SyslogMessage {
  readonly problem?: undefined;
  /** 0 to 23. */
  readonly facility?: number | undefined;
  /** 0, the worst, to 7. */
  readonly severity?: number | undefined;
  /** Of RFC 5424. */
  readonly version?: number | undefined;
  /** RFC 3339 in UTC with six digits. */
  readonly time?: string | undefined;
  readonly host?: string | undefined;
  /** RFC 5424's APP-NAME, RFC 3164's TAG without what follows a slash. */
  readonly program?: string | undefined;
  /** What follows the program's name and a slash: `rs2` in `uaa/rs2`. */
  readonly instance?: string | undefined;
  readonly procId?: string | undefined;
  readonly msgId?: string | undefined;
  readonly structuredData: StructuredData;
  readonly message: string;
}

/** Parameters by the id of their element. A name may stand in one element more than once. */
export type StructuredData = ReadonlyMap<string, readonly Parameter[]>;

export interface Parameter {
  readonly name: string;
  readonly value: string;
}

/** Why a text is no syslog message, and where. It never quotes the text. */
export interface SyslogProblem {
  readonly problem: string;
}

export const NO_DATA: StructuredData = new Map();

/** What was expected and is not there, at a place that is counted from 0. */
export function malformed(what: string, at: number): SyslogProblem {
  return { problem: `expected ${what} at character ${at}` };
}

/** Facility and severity, and where the text goes on. */
export interface Priority {
  readonly facility: number;
  readonly severity: number;
  readonly end: number;
}

const PRIORITY = /<(0|[1-9]\d{0,2})>/y;
const HIGHEST = 191;

/** RFC 5424, section 6.2.1: `<` a number up to 191 without leading zeros `>`. */
export function readPriority(text: string): Priority | undefined {
  PRIORITY.lastIndex = 0;
  const number = Number(PRIORITY.exec(text)?.[1] ?? Number.NaN);
  if (Number.isNaN(number) || number > HIGHEST) return undefined;
  return { facility: number >> 3, severity: number & 7, end: PRIORITY.lastIndex };
}

/** The usual names: RFC 5424 numbers them. 12 to 15 have no name that all systems share. */
const FACILITIES = [
  'kern',
  'user',
  'mail',
  'daemon',
  'auth',
  'syslog',
  'lpr',
  'news',
  'uucp',
  'cron',
  'authpriv',
  'ftp',
  'ntp',
  'audit',
  'alert',
  'clock',
] as const;
const SEVERITIES = ['emerg', 'alert', 'crit', 'err', 'warning', 'notice', 'info', 'debug'] as const;

export function facilityName(facility: number): string {
  return FACILITIES[facility] ?? `local${facility - FACILITIES.length}`;
}

export function severityName(severity: number): string {
  return SEVERITIES[severity] ?? String(severity);
}

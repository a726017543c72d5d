/** How much a finding matters: a warning should be mended or explained, information is for whoever tunes the policy. */
export type LintSeverity = 'warning' | 'info';

/** Something that a valid policy probably does not mean. */
export interface LintFinding {
  /** The check's stable name. */
  readonly check: string;
  readonly severity: LintSeverity;
  /** The rule that it is about, from 0; `undefined` for the policy as a whole. */
  readonly rule: number | undefined;
  /** Where that rule stands, from 1; the policy's first line for the whole. */
  readonly line: number;
  readonly message: string;
  /** Why it matters. */
  readonly reason: string;
  /** Rules that would mend it, as YAML; they go where the message says. */
  readonly suggestion?: string;
}

import { VerbatimError } from '../../errors.ts';

/** A line that jq wrote to its standard error output. */
export interface JqMessage {
  /** True for `jq: error (at <stdin>:2): …`: an event that jq could not finish; it went on with the next one. */
  readonly error: boolean;
  /** jq's own text. Lines are counted over the whole input. */
  readonly text: string;
}

export function toMessage(text: string): JqMessage {
  return { error: /^jq: (parse )?error/.test(text), text };
}

/**
 * jq's complaint about an expression, without what only concerns its command line. Context: `line` and `column`, from 1,
 * where jq names them.
 */
export function compileError(lines: readonly string[]): VerbatimError {
  const detail = lines
    .filter((line) => line !== '' && !/^jq: \d+ compile errors?$/.test(line))
    .map((line) => line.replace(/^jq: (error: )?/, '').replace(' at <top-level>,', ' at'))
    .join('\n');
  const place = /line (\d+), column (\d+)/.exec(detail);
  const context = place ? { line: Number(place[1]), column: Number(place[2]) } : {};
  return new VerbatimError('JQ_INVALID', detail, context);
}

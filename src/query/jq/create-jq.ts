import { VerbatimError } from '../../errors.ts';
import { MAX_EXPRESSION_LENGTH } from './limits.ts';
import { type RunOptions, runThread } from './run.ts';
import { compileJq, startThread } from './start-thread.ts';

/** jq 1.8 itself, compiled to WebAssembly; every run has a thread of its own. */
export interface Jq {
  /** Throws JQ_INVALID, with jq's own words, if the expression does not compile. */
  check(expression: string): Promise<void>;
  /**
   * Runs the expression as `jq -c` does over JSON text in pieces of any size, and gives one result an item. Memory is
   * bounded whatever the length of the input; whoever stops reading ends the run.
   * Throws JQ_INVALID if the expression does not compile, JQ_LIMIT if it needs too much memory or time. An event that
   * the expression fails on is reported to `onMessage`, and jq goes on with the next.
   */
  run(
    expression: string,
    pieces: AsyncIterable<Uint8Array | string>,
    options?: RunOptions,
  ): AsyncGenerator<string, void, undefined>;
}

export interface JqOptions {
  /**
   * How long one run may work, in milliseconds; waiting for input or for its reader does not count. Without it an endless
   * expression runs until its reader stops: right in a user's own process, never in a server.
   */
  readonly maxBusyMs?: number;
}

/** Makes jq ready; it is compiled when first needed, once. */
export function createJq({ maxBusyMs }: JqOptions = {}): Jq {
  let module: ReturnType<typeof compileJq> | undefined;

  async function* run(
    expression: string,
    pieces: AsyncIterable<Uint8Array | string>,
    options: RunOptions = {},
  ): AsyncGenerator<string, void, undefined> {
    assertExpression(expression);
    module ??= compileJq();
    yield* runThread(startThread(await module, expression), pieces, options, maxBusyMs);
  }

  return {
    run,
    async check(expression) {
      for await (const _ of run(expression, nothing())) break;
    },
  };
}

async function* nothing(): AsyncGenerator<string> {}

function assertExpression(expression: string): void {
  if (expression.length > MAX_EXPRESSION_LENGTH) {
    const detail = `A jq expression has at most ${MAX_EXPRESSION_LENGTH} characters.`;
    throw new VerbatimError('JQ_INVALID', detail, { length: expression.length });
  }
  if (expression.includes('\0')) throw new VerbatimError('JQ_INVALID', 'A jq expression holds no NUL character.');
}

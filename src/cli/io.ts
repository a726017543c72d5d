/** A stream that a program writes to; a terminal also says how wide it is. */
export type Sink = NodeJS.WritableStream & { readonly isTTY?: boolean; readonly columns?: number };

/** Everything of the process that a command may touch. */
export interface Io {
  readonly stdin: AsyncIterable<Uint8Array>;
  readonly stdout: Sink;
  readonly stderr: Sink;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Calls `handler` on SIGINT instead of ending the process, until the returned function is called. */
  readonly onInterrupt: (handler: () => void) => () => void;
  /** Resolves after so many milliseconds; rejects when `signal` is raised first. */
  readonly wait: (millis: number, signal?: AbortSignal) => Promise<void>;
}

/** A terminal that does not say how wide it is. */
const USUAL_COLUMNS = 80;

/** How many columns the reader sees, or `undefined` where the output goes into a pipe or a file. */
export function columnsOf(sink: Sink): number | undefined {
  return sink.isTTY ? (sink.columns ?? USUAL_COLUMNS) : undefined;
}

/** Whether to colour: `FORCE_COLOR` and `NO_COLOR` outrank the terminal, in this order, as in Node. */
export function wantsColour(sink: Sink, env: Io['env']): boolean {
  const forced = env.FORCE_COLOR;
  if (forced !== undefined) return forced !== '0' && forced !== 'false';
  if (env.NO_COLOR) return false;
  return sink.isTTY === true && env.TERM !== 'dumb';
}

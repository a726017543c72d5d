import { columnsOf, type Io, wantsColour } from './io.ts';
import { createOutput, type Output } from './output.ts';
import { createPaint, type Paint } from './render/paint.ts';
import { visibleJson } from './render/visible.ts';

/** What every command is given. */
export interface Context {
  readonly io: Io;
  /** Results. */
  readonly out: Output;
  readonly paint: Paint;
  /** Columns of the terminal, `undefined` where results go into a pipe or a file. */
  readonly columns: number | undefined;
  /** JSON as standard output gets it: as it is into a pipe or a file, safe to see on a terminal. */
  readonly shownJson: (json: string) => string;
  /** Messages: one line to stderr. */
  readonly note: (line: string) => void;
}

export function createContext(io: Io): Context {
  // Messages are lost with their reader; that is no reason to stop the work.
  io.stderr.on('error', () => {});
  return {
    io,
    out: createOutput(io.stdout),
    paint: createPaint(wantsColour(io.stdout, io.env)),
    columns: columnsOf(io.stdout),
    shownJson: columnsOf(io.stdout) === undefined ? (json) => json : visibleJson,
    note: (line) => void io.stderr.write(`${line}\n`),
  };
}

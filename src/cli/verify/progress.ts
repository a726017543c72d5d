import { columnsOf, type Sink } from '../io.ts';
import { bar } from '../render/bar.ts';
import { numberText } from '../render/number.ts';

const BAR = 24;
const ERASE_LINE = '\r\x1b[2K';

/** Tells a person at a terminal how many files have been checked; into a pipe it says nothing. */
export function createVerifyProgress(sink: Sink) {
  const silent = columnsOf(sink) === undefined;
  return {
    show: (done: number, of: number) => {
      if (silent) return;
      const filled = bar(done / of, BAR).padEnd(BAR, '░');
      sink.write(`${ERASE_LINE}${filled} ${numberText(done)} of ${numberText(of)} files`);
    },
    end: () => {
      if (!silent) sink.write(ERASE_LINE);
    },
  };
}

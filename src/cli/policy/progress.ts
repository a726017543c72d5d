import { columnsOf, type Sink } from '../io.ts';
import { bar } from '../render/bar.ts';
import { numberText } from '../render/number.ts';

const BAR = 24;
const ERASE_LINE = '\r\x1b[2K';

/** Tells a person at a terminal how many events were replayed; into a pipe it says nothing. */
export function createEventProgress(sink: Sink) {
  const silent = columnsOf(sink) === undefined;
  return {
    /** `of` is missing where it is not known. */
    show: (done: number, of?: number) => {
      if (silent) return;
      const filled = of ? `${bar(done / of, BAR).padEnd(BAR, '░')} ` : '';
      sink.write(`${ERASE_LINE}${filled}${numberText(done)}${of ? ` of ${numberText(of)}` : ''} events`);
    },
    end: () => {
      if (!silent) sink.write(ERASE_LINE);
    },
  };
}

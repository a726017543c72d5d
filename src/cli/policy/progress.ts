import { columnsOf, type Sink } from '../io.ts';
import { bar } from '../render/bar.ts';
import { bytesText, numberText } from '../render/number.ts';

const BAR = 24;
const ERASE_LINE = '\r\x1b[2K';

/** Tells a person at a terminal how many events were replayed; into a pipe it says nothing. */
export function createEventProgress(sink: Sink) {
  const silent = columnsOf(sink) === undefined;
  const write = (done: number, of: number | undefined, text: (value: number) => string, unit: string) => {
    if (silent) return;
    const filled = of ? `${bar(done / of, BAR).padEnd(BAR, '░')} ` : '';
    sink.write(`${ERASE_LINE}${filled}${text(done)}${of ? ` of ${text(of)}` : ''} ${unit}`);
  };
  return {
    /** `of` is missing where it is not known. */
    show: (done: number, of?: number) => write(done, of, numberText, 'events'),
    /** For files, of which it is not known how many events they hold. */
    showBytes: (done: number, of: number) => write(done, of, bytesText, 'read'),
    end: () => {
      if (!silent) sink.write(ERASE_LINE);
    },
  };
}

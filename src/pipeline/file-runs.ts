import type { FileRun } from '../event/file-part.ts';
import type { FilePlace } from './file-places.ts';

/**
 * What may stand between the entries of one record, in bytes: the head of a list, line ends, spaces. Longer filler, such as
 * the zeros of a crashed machine, is noted as one line end.
 */
const MAX_BETWEEN_BYTES = 256 * 1024;
const LINE_END = '\n';

interface OpenRun extends FileRun {
  entries: number;
  readonly after: [number, string][];
}

/** The runs of entries that follow each other in their file; entries without a place are in none. */
export function runsOf(places: readonly (FilePlace | undefined)[]): FileRun[] {
  const runs: OpenRun[] = [];
  let left = MAX_BETWEEN_BYTES;
  let end = -1;

  function bounded(text: string): string {
    if (text.length > left) return LINE_END;
    if (text !== LINE_END) left -= text.length;
    return text;
  }

  for (const [i, place] of places.entries()) {
    if (!place) {
      end = -1;
      continue;
    }
    let run = runs.at(-1);
    if (!run || place.at !== end) {
      run = { first: i, entries: 0, at: place.at, before: bounded(place.before), after: [] };
      runs.push(run);
    }
    run.entries++;
    const after = bounded(place.after);
    const same = run.after.at(-1);
    if (same && same[1] === after) same[0]++;
    else run.after.push([1, after]);
    end = place.end;
  }
  return runs;
}

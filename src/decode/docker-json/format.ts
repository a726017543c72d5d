import { Entry } from '../entry.ts';
import type { Format } from '../format.ts';
import { skipped } from '../reading.ts';
import { unknown } from '../unknown.ts';
import { piecesOf } from './pieces.ts';

/** What containers print, as Docker's log driver `json-file` keeps it: a line of any other format is in it. */
export const dockerJson: Format = {
  name: 'docker-json',
  description: 'files of Docker’s log driver json-file, with lines of any format in them',
  // A wrapping: what is in it is an event of another format.
  kinds: [],
  matches: (entry) => piecesOf(entry) !== undefined,
  decode: (entry, context) => {
    const pieces = piecesOf(entry);
    if (!pieces) return unknown(entry);
    const line = pieces
      .map(({ log }) => log)
      .join('')
      .trimEnd();
    if (line === '') return skipped('empty-line');
    return context.within(line, { time: pieces[0]?.time }) ?? unknown(Entry.ofText(line));
  },
};

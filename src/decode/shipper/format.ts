import { Entry } from '../entry.ts';
import type { Format } from '../format.ts';
import { skipped } from '../reading.ts';
import { unknown } from '../unknown.ts';
import { KINDS } from './kinds.ts';
import { shippedLine } from './shipped-line.ts';

/** Lines as log shippers wrap them: a line of any other format is in it. */
export const shipper: Format = {
  name: 'shipper',
  description: 'what Fluent Bit, Fluentd and Vector send over HTTP, with lines of any format in it',
  kinds: KINDS,
  matches: ({ object }) => object !== undefined && shippedLine(object) !== undefined,
  decode: (entry, context) => {
    const shipped = entry.object && shippedLine(entry.object);
    if (!shipped) return unknown(entry);
    const { line, ...known } = shipped;
    if (line === '') return skipped('empty-line');
    return context.within(line, known) ?? unknown(Entry.ofText(line));
  },
};

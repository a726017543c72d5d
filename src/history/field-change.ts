import { writeExact } from '../event/exact-json.ts';
import type { Difference } from './diff/diff.ts';
import type { Json } from './diff/json.ts';
import { pathText } from './diff/path.ts';
import { isRedacted } from './redaction.ts';

/** A difference as it is given out. */
export interface ShownDifference {
  readonly op: Difference['op'];
  readonly path: string;
  readonly before?: Json;
  readonly after?: Json;
  readonly redacted?: boolean;
  readonly cut?: boolean;
}

/** UTF-16 units of a path. Members of annotations have long names; whoever sends events may give them longer ones. */
const MAX_PATH = 2_000;

/** A difference with its path as text. Of values whose JSON has more than `maxValue` UTF-16 units, the beginning is given. */
export function shownDifference({ op, path, before, after }: Difference, maxValue: number): ShownDifference {
  const values = { before: bounded(before, maxValue), after: bounded(after, maxValue) };
  const where = pathText(path);
  const isCut = values.before !== before || values.after !== after || where.length > MAX_PATH;
  return {
    op,
    path: where.slice(0, MAX_PATH),
    ...(before === undefined ? {} : { before: values.before as Json }),
    ...(after === undefined ? {} : { after: values.after as Json }),
    ...(isRedacted(before) || isRedacted(after) ? { redacted: true } : {}),
    ...(isCut ? { cut: true } : {}),
  };
}

function bounded(value: Json | undefined, max: number): Json | undefined {
  if (value === undefined || value === null || typeof value === 'boolean' || typeof value === 'number') return value;
  const json = typeof value === 'string' ? value : writeExact(value);
  return json.length > max ? json.slice(0, max) : value;
}

import { writeExact } from '../../event/exact-json.ts';
import { isBaseFor } from '../../history/base.ts';
import { historyOf } from '../../history/history.ts';
import { historyQuery } from '../../history/question.ts';
import { shownChange } from '../../history/shown-change.ts';
import { quote } from '../../query/escape.ts';
import type { Position } from '../../store/select.ts';
import type { ScopedEvents } from '../access/scoped-events.ts';
import {
  DEFAULT_HISTORY_PAGE,
  type HistoryItem,
  type HistoryQuery,
  MAX_DIFFERENCE_VALUE,
  MAX_DIFFERENCES,
} from './contract.ts';
import type { NamedObject } from './object-name.ts';
import { readBack } from './read-back.ts';

/** Events before a page that are looked at to know what the object was before it. */
const MAX_BASE = 400;
/** JSON of a page, in UTF-16 units; the rest is on the next. */
const MAX_PAGE_TEXT = 8_000_000;
const BOUNDS = { differences: MAX_DIFFERENCES, value: MAX_DIFFERENCE_VALUE };

export interface HistoryAnswer {
  /** The newest first. */
  readonly items: readonly HistoryItem[];
  readonly next: Position | undefined;
}

export interface PageOfHistory {
  readonly after: Position | undefined;
  readonly signal: AbortSignal;
}

/** A page of what was done to an object: those of its requests, and enough before them to know what they changed. */
export async function readHistory(
  events: ScopedEvents,
  { object, apiGroup }: NamedObject,
  { cluster, from, to, limit = DEFAULT_HISTORY_PAGE, reads = false, status = false }: HistoryQuery,
  { after, signal }: PageOfHistory,
): Promise<HistoryAnswer> {
  const query = historyQuery(object, { apiGroup, reads, status }, quote);
  const where = { query, ...(cluster ? { cluster } : {}) };
  const page = await readBack(events.ask({ ...where, ...(from ? { from } : {}), ...(to ? { to } : {}) }), {
    limit,
    after,
    signal,
  });
  const { happenings, places } = page;
  const [oldest] = happenings;
  if (!oldest) return { items: [], next: undefined };

  // What was before `from` is not shown, and yet tells what the first change changed.
  const before = await readBack(events.ask(where), {
    limit: MAX_BASE,
    after: places.get(oldest.id),
    signal,
    isEnough: (found) => isBaseFor(found, happenings, object),
  });
  const { changes } = historyOf([...before.happenings, ...happenings], object);
  const items = changes
    .filter(({ of }) => places.has(of.id))
    .map((change): HistoryItem => shownChange(change, BOUNDS))
    .toReversed();

  const kept = items.slice(0, howManyFit(items));
  const last = kept.length < items.length ? places.get(kept.at(-1)?.id ?? '') : page.next;
  return { items: kept, next: last };
}

/** How many items a page has room for, at least one. */
function howManyFit(items: readonly HistoryItem[]): number {
  let length = 0;
  const over = items.findIndex((item, i) => {
    length += writeExact(item).length;
    return i > 0 && length > MAX_PAGE_TEXT;
  });
  return over < 0 ? items.length : over;
}

import { formatMicros } from '../../event/time.ts';
import { isBaseFor } from '../../history/base.ts';
import type { Happening } from '../../history/happening.ts';
import { historyOf } from '../../history/history.ts';
import { historyQuery } from '../../history/question.ts';
import { shownState } from '../../history/shown-state.ts';
import { quote } from '../../query/escape.ts';
import { parseTime } from '../../query/time.ts';
import type { ScopedEvents } from '../access/scoped-events.ts';
import { MAX_MISSED, MAX_STATE_BODY, type StateAnswer, type StateQuery } from './contract.ts';
import type { NamedObject } from './object-name.ts';
import { readBack } from './read-back.ts';

/** Events back from the moment that are looked at. */
const MAX_BACK = 1_000;
const BOUNDS = { body: MAX_STATE_BODY, missed: MAX_MISSED };

/** What an object was at a moment, from the last body before it and what was changed since. `now` is in microseconds. */
export async function readState(
  events: ScopedEvents,
  { object, apiGroup }: NamedObject,
  { cluster, at }: StateQuery,
  { now, signal }: { readonly now: number; readonly signal: AbortSignal },
): Promise<StateAnswer> {
  const moment = at ? parseTime(at, now) : now;
  const query = historyQuery(object, { apiGroup, reads: false, status: true }, quote);
  const question = { query, to: formatMicros(moment + 1), ...(cluster ? { cluster } : {}) };
  const isEnough = (found: readonly Happening[]) => isBaseFor(found, found, object);
  const { happenings, next } = await readBack(events.ask(question), { limit: MAX_BACK, signal, isEnough });
  return {
    at: formatMicros(moment),
    items: historyOf(happenings, object).lives.map((life) => shownState(life, BOUNDS)),
    partial: next !== undefined && !isEnough(happenings),
  };
}

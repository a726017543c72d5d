import { formatMicros } from '../../event/time.ts';
import type { JsonObject } from '../entry.ts';
import type { Context, Format } from '../format.ts';
import type { Reading } from '../reading.ts';
import { unknown } from '../unknown.ts';
import { isCadf, isObject, readCadf } from './cadf.ts';
import { KINDS } from './kinds.ts';
import { toEvent } from './to-event.ts';

/** Events of IBM Cloud's Activity Tracker, bare or as it exports them with other lines. */
export const activityTracker: Format = {
  name: 'activity-tracker',
  description: 'events of IBM Cloud’s Activity Tracker, bare or in its exports, and lines of any format in these',
  kinds: KINDS,
  matches: ({ object }) => object !== undefined && (isCadf(object) || wrappedIn(object) !== undefined),
  decode: (entry, context) => {
    const { object } = entry;
    if (!object) return unknown(entry);
    if (isCadf(object)) {
      return { event: toEvent(readCadf(object)), native: false, platform: 'ibm', component: 'activity-tracker' };
    }
    return exported(object, context) ?? unknown(entry);
  },
};

/** What an export holds: the line as it was logged, or the event as it was indexed. */
function wrappedIn({ _line: line, _source: source }: JsonObject): string | JsonObject | undefined {
  if (typeof line === 'string') return line;
  return isObject(source) ? source : undefined;
}

function exported(object: JsonObject, context: Context): Reading | undefined {
  const inner = wrappedIn(object);
  if (inner === undefined) return undefined;
  const { _host: host, _ts: millis } = object;
  return context.within(typeof inner === 'string' ? inner.trim() : inner, {
    node: typeof host === 'string' && host !== '' ? host : undefined,
    time: timeOf(millis),
  });
}

/** What a clock in milliseconds may say: from 1970 to 2199. */
const LATEST_MILLIS = Date.UTC(2199, 0);

function timeOf(millis: unknown): string | undefined {
  const isTime = typeof millis === 'number' && millis > 0 && millis < LATEST_MILLIS;
  return isTime ? formatMicros(Math.round(millis) * 1000) : undefined;
}

import type { BodySizes, TrafficGroup, TrafficShape, TrafficSlice } from '../event/traffic.ts';
import type { Engine, Row } from './engine.ts';
import { recordId } from './read-row.ts';
import { type Selection, selectionSql } from './select.ts';
import { FIRST, type TrafficSql, trafficSql } from './traffic-sql.ts';

/**
 * Events that are grouped by one question: so many groups there are at most at a time. An hour that has more is not split:
 * that much traffic is alike.
 */
export const SLICE_EVENTS = 1_000_000;

const HOUR_MICROS = 3_600_000_000;

/** What was not read as an event has nothing that a policy could be asked about. */
const READ = "quarantine_reason = ''";

/** Recorded events as groups that a shape does not tell apart, slice after slice in the order of time. */
export async function* readTraffic(
  engine: Engine,
  selection: Selection,
  shape: TrafficShape,
  { signal }: { readonly signal?: AbortSignal | undefined },
): AsyncGenerator<TrafficSlice> {
  const sql = trafficSql(shape);
  const hours = await hoursOf(engine, selection, signal);
  const of = hours.reduce((sum, { events }) => sum + events, 0);
  const first = hours.reduce((least, hour) => Math.min(least, hour.first), Number.POSITIVE_INFINITY);
  const last = hours.reduce((most, hour) => Math.max(most, hour.last), Number.NEGATIVE_INFINITY);
  let done = 0;
  for (const { from, to, events } of slicesOf(hours, SLICE_EVENTS)) {
    const part = {
      ...selection,
      from: Math.max(from, selection.from ?? from),
      to: Math.min(to, selection.to ?? to),
    };
    const groups = await groupsOf(engine, part, sql, signal);
    done += events;
    yield { groups, done, of, first, last };
  }
}

/** So many events from one time, in microseconds since the epoch, to before another. */
export interface Stretch {
  readonly from: number;
  readonly to: number;
  readonly events: number;
}

interface Hour extends Stretch {
  readonly first: number;
  readonly last: number;
}

async function hoursOf(engine: Engine, selection: Selection, signal: AbortSignal | undefined): Promise<Hour[]> {
  const { sql, params } = selectionSql(selection);
  const rows = await engine.query(
    `SELECT intDiv(toUnixTimestamp64Micro(time), ${HOUR_MICROS}) AS hour, count(),
            toUnixTimestamp64Micro(min(time)), toUnixTimestamp64Micro(max(time)) FROM events
     WHERE ${sql} AND ${READ} GROUP BY hour ORDER BY hour`,
    params,
    { signal },
  );
  return rows.map(([hour, count, first, last]) => {
    const from = Number(hour) * HOUR_MICROS;
    return { from, to: from + HOUR_MICROS, events: Number(count), first: Number(first), last: Number(last) };
  });
}

/** Neighbours put together, as long as they have no more events than that. */
export function slicesOf(stretches: readonly Stretch[], most: number): Stretch[] {
  const slices: Stretch[] = [];
  for (const { from, to, events } of stretches) {
    const last = slices.at(-1);
    if (!last || last.events + events > most) slices.push({ from, to, events });
    else slices.splice(-1, 1, { from: last.from, to, events: last.events + events });
  }
  return slices;
}

async function groupsOf(
  engine: Engine,
  selection: Selection,
  { groups, sums, params }: TrafficSql,
  signal: AbortSignal | undefined,
): Promise<TrafficGroup[]> {
  const chosen = selectionSql(selection);
  const keys = groups.map((sql, i) => `${sql} AS t_key${i}`);
  const names = groups.map((_, i) => `t_key${i}`);
  const rows = await engine.query(
    `SELECT ${[...keys, ...sums].join(', ')} FROM events
     WHERE ${chosen.sql} AND ${READ} GROUP BY ${names.join(', ')} ORDER BY ${FIRST}`,
    { ...chosen.params, ...params },
    { signal },
  );
  return rows.map(readTrafficGroup);
}

function readTrafficGroup(row: Row): TrafficGroup {
  let at = 0;
  const text = () => row[at++] as string;
  const count = () => Number(row[at++]);
  const sizes = (): BodySizes => ({ bodies: count(), bytes: count(), managedBytes: count() });
  return {
    user: text(),
    groups: row[at++] as string[],
    verb: text(),
    apiGroup: text(),
    resource: text(),
    subresource: text(),
    namespace: text(),
    name: text(),
    path: text(),
    level: text(),
    stage: text(),
    events: count(),
    bytes: count(),
    request: sizes(),
    response: sizes(),
    ...sampleOf(row[at] as readonly [unknown, string, unknown]),
  };
}

function sampleOf([time, journal, seq]: readonly [unknown, string, unknown]): Pick<
  TrafficGroup,
  'sample' | 'sampleTime'
> {
  return { sample: { id: recordId(journal, Number(seq)) }, sampleTime: Number(time) };
}

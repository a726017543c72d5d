import { EARLIEST_DATE, formatMicros, LATEST_DATE } from '../../event/time.ts';
import type { JsonObject } from '../entry.ts';
import type { Wrapping } from '../format.ts';
import { readLogTime } from '../log-time.ts';

/** A line, and what its shipper says of it. */
export interface ShippedLine extends Wrapping {
  readonly line: string;
}

/** Where shippers put the time: Fluent Bit's and Fluentd's defaults, and Vector's. */
const TIMES = ['date', '@timestamp', 'timestamp', 'time'] as const;
/** A whole number above this is of milliseconds: as seconds, it would be in the year 5138. */
const MOST_SECONDS = 100e9;
/** What the store can hold. */
const EARLIEST_MICROS = Date.parse(EARLIEST_DATE) * 1000;
const LATEST_MICROS = Date.parse(LATEST_DATE) * 1000;

/**
 * The line in an object: `log` as Fluent Bit's and Fluentd's inputs call it, `message` as Vector does, which is a word of many programs
 * and counts only with a time. `undefined` where there is none.
 */
export function shippedLine(object: JsonObject): ShippedLine | undefined {
  const { log, message } = object;
  const isShipped = typeof log === 'string' || (typeof message === 'string' && TIMES.some((key) => key in object));
  if (!isShipped) return undefined;
  const line = (typeof log === 'string' ? log : (message as string)).trimEnd();
  return { line, time: timeIn(object), node: nodeIn(object), component: componentIn(object) };
}

function timeIn(object: JsonObject): string | undefined {
  for (const key of TIMES) {
    const time = readTime(object[key]);
    if (time !== undefined) return time;
  }
  return undefined;
}

/** Seconds or milliseconds since the epoch, or a text. */
function readTime(value: unknown): string | undefined {
  if (typeof value === 'string') return readLogTime(value, 0)?.time;
  if (typeof value !== 'number') return undefined;
  const micros = Math.round(value > MOST_SECONDS ? value * 1e3 : value * 1e6);
  return micros >= EARLIEST_MICROS && micros < LATEST_MICROS ? formatMicros(micros) : undefined;
}

function nodeIn({ host, hostname, kubernetes }: JsonObject): string | undefined {
  const { host: ofPod, pod_node_name: ofVector } = objectOf(kubernetes);
  return textIn(ofPod, ofVector, hostname, host);
}

function componentIn({ container_name, kubernetes }: JsonObject): string | undefined {
  const name = textIn(objectOf(kubernetes).container_name, container_name);
  return name?.replace(/^\//, '');
}

function objectOf(value: unknown): JsonObject {
  return typeof value === 'object' && value !== null ? (value as JsonObject) : {};
}

function textIn(...values: unknown[]): string | undefined {
  return values.find((value): value is string => typeof value === 'string' && value !== '');
}

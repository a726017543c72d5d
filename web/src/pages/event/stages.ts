import type { EventItem } from '../../../../src/api/contract.ts';
import type { AuditEvent } from '../../../../src/event/event.ts';
import { parseMicros } from '../../../../src/event/time.ts';

export interface Stage {
  readonly id: string;
  readonly name: string;
  /** RFC 3339; `''` where it is not said. */
  readonly time: string;
  /** Microseconds after the request was received; `undefined` where it is not said. */
  readonly after: number | undefined;
  /** The same as a part of the longest, from 0 to 1. */
  readonly share: number;
  readonly outcome: string;
  readonly component: string;
}

const ORDER: readonly string[] = ['RequestReceived', 'ResponseStarted', 'ResponseComplete', 'Panic'];

/** The stages of a request, in the order in which it reached them. */
export function stagesOf(items: readonly EventItem[]): readonly Stage[] {
  const found = items.map((item) => ({ item, ...afterReceived(item) }));
  const longest = Math.max(0, ...found.map(({ after }) => after ?? 0));
  return found
    .map(({ item, after, time }): Stage => {
      const name = (item.event as AuditEvent).stage ?? '';
      const share = longest > 0 ? (after ?? 0) / longest : 0;
      return { id: item.id, name, time, after, share, outcome: item.outcome, component: item.component };
    })
    .sort((a, b) => (a.after ?? 0) - (b.after ?? 0) || ORDER.indexOf(a.name) - ORDER.indexOf(b.name));
}

function afterReceived({ event }: EventItem): { time: string; after: number | undefined } {
  const { requestReceivedTimestamp = '', stageTimestamp = '' } = event as AuditEvent;
  const [received, reached] = [parseMicros(requestReceivedTimestamp), parseMicros(stageTimestamp)];
  const after = received === undefined || reached === undefined ? undefined : Math.max(0, reached - received);
  return { time: stageTimestamp || requestReceivedTimestamp, after };
}

/** Microseconds for people: `6.5 ms`, `1 m 4 s`. */
export function formatDuration(micros: number): string {
  if (micros < 1_000) return `${micros} µs`;
  if (micros < 1_000_000) return `${Number((micros / 1_000).toFixed(1))} ms`;
  if (micros < 60_000_000) return `${Number((micros / 1_000_000).toFixed(2))} s`;
  const seconds = Math.round(micros / 1_000_000);
  if (seconds < 3_600) return `${Math.floor(seconds / 60)} m ${seconds % 60} s`;
  return `${Math.floor(seconds / 3_600)} h ${Math.floor((seconds % 3_600) / 60)} m`;
}

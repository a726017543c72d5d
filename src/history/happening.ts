import type { Outcome } from '../event/derive.ts';
import type { AuditEvent } from '../event/event.ts';

/** One request to an object, as its last recorded stage tells it. */
export interface Happening {
  /** Verbatim's own id of the record. */
  readonly id: string;
  /** RFC 3339. */
  readonly time: string;
  readonly cluster: string;
  readonly platform: string;
  readonly actor: string;
  readonly outcome: Outcome;
  readonly event: AuditEvent;
}

/** Stages after which a request has a later one, in their order. */
const BEFORE_THE_LAST: readonly string[] = ['RequestReceived', 'ResponseStarted'];

/** Of each request its last stage alone, in the same order. Who chooses ids may give one to many requests: all of those stay. */
export function lastStages(happenings: readonly Happening[]): Happening[] {
  const latest = new Map<string, number>();
  for (const one of happenings) latest.set(keyOf(one), Math.max(rank(one), latest.get(keyOf(one)) ?? 0));
  return happenings.filter((one) => rank(one) === latest.get(keyOf(one)));
}

function keyOf({ cluster, id, event }: Happening): string {
  return event.auditID ? `${cluster} ${event.auditID}` : id;
}

function rank({ event }: Happening): number {
  const place = BEFORE_THE_LAST.indexOf(event.stage ?? '');
  return place < 0 ? BEFORE_THE_LAST.length : place;
}

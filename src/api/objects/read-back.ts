import { parseExact } from '../../event/exact-json.ts';
import type { Happening } from '../../history/happening.ts';
import type { FoundRecord } from '../../store/read-row.ts';
import type { Position } from '../../store/select.ts';
import type { Answers } from '../access/scoped-events.ts';

/** Bytes of events that are held for one answer: bodies of 1.5 MiB are possible, and a hundred of them are not needed. */
const MAX_BYTES = 64 * 1024 * 1024;
/** Events that are read at once. */
const AT_ONCE = 100;

export interface ReadBack {
  /** In time order. */
  readonly happenings: readonly Happening[];
  /** The places of these, by id. */
  readonly places: ReadonlyMap<string, Position>;
  /** Where older ones follow. */
  readonly next: Position | undefined;
}

export interface ReadBackOptions {
  readonly limit: number;
  readonly after?: Position | undefined;
  readonly signal: AbortSignal;
  /** Asked after each read, to stop before the limit. */
  readonly isEnough?: (happenings: readonly Happening[]) => boolean;
}

/** Events from a position back in time: as many as a limit, the bytes that may be held, and `isEnough` allow. */
export async function readBack(answers: Pick<Answers, 'page'>, options: ReadBackOptions): Promise<ReadBack> {
  const { limit, signal, isEnough = () => false } = options;
  const places = new Map<string, Position>();
  let happenings: readonly Happening[] = [];
  let bytes = 0;
  let next = options.after;
  do {
    const size = Math.min(AT_ONCE, limit - happenings.length);
    const page = await answers.page({ limit: size, order: 'desc', after: next, signal });
    for (const { id, time, journal, seq, raw } of page.records) {
      places.set(id, { time, journal, seq });
      bytes += raw.length;
    }
    happenings = [...page.records.map(happeningOf).toReversed(), ...happenings];
    next = page.next;
  } while (next && happenings.length < limit && bytes < MAX_BYTES && !isEnough(happenings));
  return { happenings, places, next };
}

function happeningOf({ id, time, cluster, platform, actor, outcome, eventJson }: FoundRecord): Happening {
  return { id, time, cluster, platform, actor, outcome, event: parseExact(eventJson) as Happening['event'] };
}

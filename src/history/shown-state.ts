import { writeExact } from '../event/exact-json.ts';
import type { Life } from './history.ts';
import { isRedacted } from './redaction.ts';

/** How much of a state is given out. */
export interface StateBounds {
  /** JSON of the body, in UTF-16 units; a larger one is left out. */
  readonly body: number;
  /** Changes without content that are named, the last ones. */
  readonly missed: number;
}

/** What is known of an object, as it is given out. */
export function shownState({ cluster, apiGroup, state }: Life, bounds: StateBounds) {
  const { existence, known, missed, ended } = state;
  const bodyLength = known ? writeExact(known.body).length : 0;
  return {
    cluster,
    apiGroup,
    existence,
    ...(known && bodyLength <= bounds.body ? { body: known.body } : {}),
    ...(bodyLength > bounds.body ? { bodyLength } : {}),
    ...(known ? { how: known.how, from: known.from } : {}),
    applied: known?.applied ?? 0,
    missed: missed.slice(-bounds.missed),
    missedCount: missed.length,
    ...(ended ? { ended } : {}),
    redacted: isRedacted(known?.body),
  };
}

import { getHeapSpaceStatistics, setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/** V8 gives back its room for new objects only where few were made for the five seconds before. */
const SETTLED_MS = 8_000;
/** Where starting took longer than it does alone, that is later. */
const AGAIN_MS = 2_500;
/** A server that is busy from the start keeps its room. */
const ATTEMPTS = 4;
/** Room for new objects that is not worth another attempt. */
const LITTLE_BYTES = 8 * 1024 * 1024;

/**
 * Has V8 collect once, when the start is over: 32 MB of room that starting made, and garbage in it, would be held as long
 * as there is nothing to do. It takes some 30 ms, and is done again a few times where the room is still held.
 */
export function collectWhenSettled(): void {
  let left = ATTEMPTS;
  const attempt = () => {
    collect();
    left -= 1;
    if (left > 0 && roomForNew() > LITTLE_BYTES) setTimeout(attempt, AGAIN_MS).unref();
  };
  setTimeout(attempt, SETTLED_MS).unref();
}

function collect(): void {
  setFlagsFromString('--expose-gc');
  (runInNewContext('gc') as () => void)();
}

/** Bytes that V8 holds for new objects. */
function roomForNew(): number {
  return getHeapSpaceStatistics().find(({ space_name }) => space_name === 'new_space')?.physical_space_size ?? 0;
}

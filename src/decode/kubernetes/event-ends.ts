import { MAX_EVENT_DEPTH } from '../../event/limits.ts';
import { type EventEndModule, loadEventEnd } from './event-end-module.ts';

/** The event around a body is one level more. */
const MOST_LEVELS = MAX_EVENT_DEPTH - 1;

/**
 * So much is in the module's memory at a time: two bodies of 400 events at Metadata. It has room for half as many objects and
 * arrays, fewer than an event may hold, so nobody counts them.
 */
const WINDOW_BYTES = 1024 * 1024;
/** The first window after others had the memory: who takes turns at each event must not copy a megabyte for each. */
const SMALLEST_WINDOW_BYTES = 8 * 1024;
/** In this last part of a window no event begins that is looked for, but in the next. Longer ones may be for the general way. */
const LAST_SHARE = 1 / 4;
/** What is read at once beyond the end of the text. */
const READ_AHEAD = 64;
const PAGE_BYTES = 64 * 1024;

/** The one memory, and who uses it: bodies may be cut in turn. */
interface Memory extends Pick<EventEndModule, 'eventEnd'> {
  /** Where the text begins. */
  readonly text: number;
  readonly target: Uint8Array;
  user: object | undefined;
}

/** `null` where this machine cannot run the module. */
let opened: Memory | null | undefined;

/** Whether events are found by machine code: else by the scanner, which takes three times as long. Throws as `loadEventEnd`. */
export function findsByMachineCode(): boolean {
  if (opened === undefined) opened = openMemory();
  return opened !== null;
}

/**
 * Looks in UTF-8 for events that kube-apiserver wrote. The function that is given back tells where the event ends that begins
 * at a place; -1 where there is none, or one for a closer look. Undefined where this machine cannot do it so.
 */
export function eventEnds(bytes: Uint8Array): ((at: number) => number) | undefined {
  if (!findsByMachineCode()) return undefined;
  const memory = opened!;
  const self = {};
  let size = WINDOW_BYTES;
  let from = 0;
  let to = 0;
  let nextFrom = 0;

  function load(at: number): void {
    from = at;
    to = Math.min(bytes.length, at + size);
    nextFrom = to === bytes.length ? to : to - size * LAST_SHARE;
    memory.target.set(bytes.subarray(from, to));
    memory.target[to - from] = 0;
    memory.user = self;
  }

  return (at) => {
    if (at >= bytes.length) return -1;
    const isLost = memory.user !== self;
    if (isLost || at < from || at >= nextFrom) {
      if (to > 0) size = isLost ? SMALLEST_WINDOW_BYTES : Math.min(size * 2, WINDOW_BYTES);
      load(at);
    }
    const end = memory.eventEnd(memory.text + at - from, MOST_LEVELS);
    const found = end - memory.text + from;
    // Beyond the end is what stood there for others: no mistake there may find it.
    return end === 0 || found > to ? -1 : found;
  };
}

function openMemory(): Memory | null {
  const module = loadEventEnd();
  if (!module) return null;
  const { memory, eventEnd } = module;
  const text = module.TEXT.value;
  const missing = Math.ceil((text + WINDOW_BYTES + READ_AHEAD - memory.buffer.byteLength) / PAGE_BYTES);
  try {
    if (missing > 0) memory.grow(missing);
  } catch {
    return null;
  }
  return { eventEnd, text, target: new Uint8Array(memory.buffer, text), user: undefined };
}

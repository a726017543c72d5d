import { MAX_EVENT_CONTAINERS, MAX_EVENT_DEPTH } from '../../event/limits.ts';
import { type EventEndModule, loadEventEnd } from './event-end-module.ts';

/** Objects and arrays that an event may hold beside its bodies: a piece of it has fewer bytes. */
const OTHER_CONTAINERS = 100_000;
const MOST_CONTAINERS = MAX_EVENT_CONTAINERS - OTHER_CONTAINERS;
/** The event around a body is one level more. */
const MOST_LEVELS = MAX_EVENT_DEPTH - 1;

/** So much is in the module's memory at a time: two bodies of 400 events at Metadata. */
const WINDOW_BYTES = 1024 * 1024;
/** An event that begins further on is looked for in a new window: longer ones are for the general way. */
const LAST_BYTES = 256 * 1024;
/** What is read at once beyond the end of the text. */
const READ_AHEAD = 64;
const PAGE_BYTES = 64 * 1024;

let opened: Memory | undefined;

/**
 * Looks in UTF-8 for events that kube-apiserver wrote. The function that is given back tells where the event ends that begins
 * at a place; -1 where there is none, or one for a closer look. Undefined where the processor cannot do it so.
 */
export function eventEnds(bytes: Uint8Array): ((at: number) => number) | undefined {
  opened ??= openMemory();
  const { module, text, target } = opened;
  if (!module) return undefined;
  const memory = opened;
  const self = {};
  let from = 0;
  let to = 0;
  return (at) => {
    // Bodies may be cut in turn, and there is one memory.
    if (memory.user !== self || at < from || at >= to || (at > to - LAST_BYTES && to < bytes.length)) {
      from = at;
      to = Math.min(bytes.length, at + WINDOW_BYTES);
      target.set(bytes.subarray(from, to));
      target[to - from] = 0;
      memory.user = self;
    }
    const end = module.eventEnd(text + at - from, MOST_LEVELS, MOST_CONTAINERS);
    return end === 0 ? -1 : end - text + from;
  };
}

interface Memory {
  readonly module: EventEndModule | undefined;
  readonly text: number;
  readonly target: Uint8Array;
  /** Whose bytes are in it. */
  user: object | undefined;
}

function openMemory(): Memory {
  const module = loadEventEnd();
  if (!module) return { module, text: 0, target: new Uint8Array(), user: undefined };
  const text = module.TEXT.value;
  const missing = text + WINDOW_BYTES + READ_AHEAD - module.memory.buffer.byteLength;
  module.memory.grow(Math.max(0, Math.ceil(missing / PAGE_BYTES)));
  return { module, text, target: new Uint8Array(module.memory.buffer, text), user: undefined };
}

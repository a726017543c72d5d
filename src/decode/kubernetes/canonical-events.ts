import { isUtf8 } from 'node:buffer';
import { EventScanner } from '../../event/event-scanner.ts';
import { MAX_EVENT_BYTES, MAX_EVENT_CONTAINERS } from '../../event/limits.ts';
import { sourceOf } from '../../event/words.ts';
import { eventEnds } from './event-ends.ts';

/** Objects and arrays that an event may hold beside its bodies: a piece of it has fewer bytes. */
const OTHER_CONTAINERS = 100_000;

const scanner = new EventScanner();

/**
 * Looks for events in bytes that kube-apiserver wrote. The function that is given back tells where the event ends that
 * begins at a place, or -1 if there is none that can be taken as it is, without a further look.
 */
export function canonicalEvents(bytes: Uint8Array): (at: number) => number {
  if (!isUtf8(bytes)) return () => -1;
  const quickEnd = eventEnds(bytes);
  const source = sourceOf(bytes);
  return (at) => {
    const quick = quickEnd ? quickEnd(at) : -1;
    if (quick >= 0) return quick;
    const end = scanner.scan(source, at);
    if (end < 0 || end - at > MAX_EVENT_BYTES) return -1;
    const containers = scanner.requestObject.containers + scanner.responseObject.containers;
    return containers > MAX_EVENT_CONTAINERS - OTHER_CONTAINERS ? -1 : end;
  };
}

import { letGo } from '../let-go.ts';

/**
 * Memory for bodies, used again and again: what is allocated anew for every body makes the garbage collector run over
 * everything each time 64 MiB have passed.
 */
export interface BodyMemory {
  take(bytes: number): Buffer;
  /** Gives back what was taken, or the beginning of it, once nobody looks at it any more. */
  give(buffer: Buffer): void;
}

/** Smaller bodies cost nothing to speak of. */
const SMALLEST = 16 * 1024;
/** kube-apiserver's bodies of 400 events have some 400 kB, with bodies of 10 kB in them 4 MB; a larger one is rare. */
const LARGEST = 8 * 1024 * 1024;
/** Kept while nobody uses it: enough for eight API servers that deliver at once, little beside all else. */
const MAX_FREE_BYTES = 16 * 1024 * 1024;

export function createBodyMemory(): BodyMemory {
  const free: Buffer[] = [];
  let freeBytes = 0;

  return {
    take: (bytes) => {
      if (bytes < SMALLEST || bytes > LARGEST) return Buffer.allocUnsafeSlow(bytes);
      const size = 2 ** Math.ceil(Math.log2(bytes));
      const found = free.findIndex((one) => one.length === size);
      if (found < 0) return Buffer.allocUnsafeSlow(size).subarray(0, bytes);
      const [memory] = free.splice(found, 1);
      freeBytes -= size;
      return memory!.subarray(0, bytes);
    },
    give: ({ buffer }) => {
      const whole = Buffer.from(buffer as ArrayBuffer);
      if (whole.length < SMALLEST) return;
      if (whole.length > LARGEST || freeBytes + whole.length > MAX_FREE_BYTES) {
        letGo(whole);
        return;
      }
      free.push(whole);
      freeBytes += whole.length;
    },
  };
}

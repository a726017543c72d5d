import { hash } from 'node:crypto';

/**
 * Remembers the hashes of the events that arrived last, in a bounded amount of memory: two tables of fingerprints, of
 * which the older is dropped when the newer is full. It always knows at least the last `capacity` and at most twice
 * as many.
 */
export interface SeenWindow {
  /** Remembers an event; `false` if it was remembered already. */
  add(fingerprint: Fingerprint): boolean;
  /** Takes an event back that was added but could not be kept. */
  forget(fingerprint: Fingerprint): void;
  readonly capacity: number;
}

/** 128 bits of the SHA-256 of what was received, mixed with what delivered it. */
export type Fingerprint = readonly [number, number, number, number];

const WORDS = 4;
/** A table starts small and doubles, so that an idle server holds none of it. */
const SMALLEST_TABLE = 1 << 12;

interface Table {
  readonly words: Uint32Array;
  readonly slots: number;
  used: number;
}

function createTable(slots: number): Table {
  return { words: new Uint32Array(slots * WORDS), slots, used: 0 };
}

/** The slot that holds the fingerprint, or the free one where it belongs. A slot of four zeros is free. */
function findSlot(table: Table, [a, b, c, d]: Fingerprint): { at: number; found: boolean } {
  const { words, slots } = table;
  for (let slot = a & (slots - 1); ; slot = (slot + 1) & (slots - 1)) {
    const at = slot * WORDS;
    if (words[at] === a && words[at + 1] === b && words[at + 2] === c && words[at + 3] === d)
      return { at, found: true };
    if ((words[at]! | words[at + 1]! | words[at + 2]! | words[at + 3]!) === 0) return { at, found: false };
  }
}

function put(table: Table, at: number, fingerprint: Fingerprint): void {
  table.words.set(fingerprint, at);
  table.used++;
}

function grown(table: Table): Table {
  const larger = createTable(table.slots * 2);
  for (let at = 0; at < table.words.length; at += WORDS) {
    const fingerprint = Array.from(table.words.subarray(at, at + WORDS)) as unknown as Fingerprint;
    if (fingerprint.every((word) => word === 0)) continue;
    put(larger, findSlot(larger, fingerprint).at, fingerprint);
  }
  return larger;
}

/** A window over at least the last `capacity` events; 16 bytes an event, at most four times that while tables fill. */
export function createSeenWindow(capacity: number): SeenWindow {
  let newer = createTable(SMALLEST_TABLE);
  let older = createTable(SMALLEST_TABLE);
  const forgotten = new Set<string>();

  function isForgotten(fingerprint: Fingerprint): boolean {
    return forgotten.size > 0 && forgotten.delete(fingerprint.join());
  }

  return {
    capacity,
    add: (fingerprint) => {
      const place = findSlot(newer, fingerprint);
      if (place.found || findSlot(older, fingerprint).found) return isForgotten(fingerprint);
      put(newer, place.at, fingerprint);
      if (newer.used >= capacity) {
        older = newer;
        newer = createTable(SMALLEST_TABLE);
      } else if (newer.used * 2 > newer.slots) {
        newer = grown(newer);
      }
      return true;
    },
    forget: (fingerprint) => {
      forgotten.add(fingerprint.join());
    },
  };
}

/** The fingerprint of an event: the first 128 bits of its SHA-256, mixed with those of its cluster's name. */
export function fingerprintOf(sha256: Buffer, cluster: Fingerprint): Fingerprint {
  return [
    (sha256.readUInt32LE(0) ^ cluster[0]) >>> 0,
    (sha256.readUInt32LE(4) ^ cluster[1]) >>> 0,
    (sha256.readUInt32LE(8) ^ cluster[2]) >>> 0,
    (sha256.readUInt32LE(12) ^ cluster[3]) >>> 0,
  ];
}

/** What stands for a cluster in fingerprints. */
export function clusterFingerprint(name: string): Fingerprint {
  return fingerprintOf(hash('sha256', name, 'buffer'), [0, 0, 0, 0]);
}

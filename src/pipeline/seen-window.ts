import { hash } from 'node:crypto';

/**
 * Remembers the hashes of the events that arrived last, in a bounded amount of memory: two tables of fingerprints, of
 * which the older is dropped when the newer is full. It always knows at least the last `capacity` and at most twice
 * as many. A fingerprint is 128 bits of the SHA-256 of what was received, mixed with those of the cluster's name.
 */
export interface SeenWindow {
  /** Remembers an event by the SHA-256 of its bytes; `false` if it was remembered already. */
  add(sha256: Buffer, cluster: ClusterSalt): boolean;
  /** Takes an event back that was added but could not be kept. */
  forget(sha256: Buffer, cluster: ClusterSalt): void;
  readonly capacity: number;
}

/** What tells the events of one cluster from the same bytes of another. */
export type ClusterSalt = Uint32Array;

export function saltOf(cluster: string): ClusterSalt {
  const digest = hash('sha256', cluster, 'buffer');
  return Uint32Array.from({ length: WORDS }, (_, i) => digest.readUInt32LE(i * 4));
}

const WORDS = 4;
/** A table starts small and grows fourfold, so that an idle server holds none of it and a busy one seldom stops for it. */
const SMALLEST_TABLE = 1 << 14;
const GROWTH = 4;

/** Open addressing over slots of four words; a slot of four zeros is free. */
class Table {
  readonly words: Uint32Array;
  readonly slots: number;
  used = 0;

  constructor(slots: number) {
    this.slots = slots;
    this.words = new Uint32Array(slots * WORDS);
  }

  /** Where a fingerprint stands or belongs; negative (`-1 - place`) if that place is free. */
  find(a: number, b: number, c: number, d: number): number {
    const { words, slots } = this;
    for (let slot = a & (slots - 1); ; slot = (slot + 1) & (slots - 1)) {
      const at = slot * WORDS;
      const first = words[at] as number;
      if (first === a && words[at + 1] === b && words[at + 2] === c && words[at + 3] === d) return at;
      if (first === 0 && words[at + 1] === 0 && words[at + 2] === 0 && words[at + 3] === 0) return -1 - at;
    }
  }

  put(place: number, a: number, b: number, c: number, d: number): void {
    const at = -1 - place;
    this.words[at] = a;
    this.words[at + 1] = b;
    this.words[at + 2] = c;
    this.words[at + 3] = d;
    this.used++;
  }

  grown(): Table {
    const larger = new Table(this.slots * GROWTH);
    const { words } = this;
    for (let at = 0; at < words.length; at += WORDS) {
      const [a, b, c, d] = [words[at], words[at + 1], words[at + 2], words[at + 3]] as [number, number, number, number];
      if ((a | b | c | d) !== 0) larger.put(larger.find(a, b, c, d), a, b, c, d);
    }
    return larger;
  }
}

/** A window over at least the last `capacity` events; 32 to 128 bytes an event. */
export function createSeenWindow(capacity: number): SeenWindow {
  let newer = new Table(SMALLEST_TABLE);
  let older = new Table(SMALLEST_TABLE);
  const forgotten = new Set<string>();

  const nameOf = (sha256: Buffer, cluster: ClusterSalt) => `${sha256.toString('hex')} ${cluster.join()}`;

  return {
    capacity,
    add: (sha256, cluster) => {
      const a = (sha256.readUInt32LE(0) ^ (cluster[0] as number)) >>> 0;
      const b = (sha256.readUInt32LE(4) ^ (cluster[1] as number)) >>> 0;
      const c = (sha256.readUInt32LE(8) ^ (cluster[2] as number)) >>> 0;
      const d = (sha256.readUInt32LE(12) ^ (cluster[3] as number)) >>> 0;
      const place = newer.find(a, b, c, d);
      if (place >= 0 || older.find(a, b, c, d) >= 0) {
        return forgotten.size > 0 && forgotten.delete(nameOf(sha256, cluster));
      }
      newer.put(place, a, b, c, d);
      if (newer.used >= capacity) {
        older = newer;
        newer = new Table(SMALLEST_TABLE);
      } else if (newer.used * 2 > newer.slots) {
        newer = newer.grown();
      }
      return true;
    },
    forget: (sha256, cluster) => {
      forgotten.add(nameOf(sha256, cluster));
    },
  };
}

import { hash } from 'node:crypto';
import type { Envelope } from '../event/record.ts';

/**
 * Remembers the hashes of the events that arrived last, in a bounded amount of memory: two tables of fingerprints, of
 * which the older is dropped when the newer is full. It always knows at least the last `capacity` and at most twice
 * as many. A fingerprint is 128 bits of the SHA-256 of what was received, mixed with those of the cluster's name.
 */
export interface SeenWindow {
  /** Remembers an event by the SHA-256 of its bytes, as `latin1`; `false` if it was remembered already. */
  add(sha256: string, sender: SenderSalt): boolean;
  /** Takes an event back that was added but could not be kept. */
  forget(sha256: string, sender: SenderSalt): void;
  /** Whether it remembers an event, and will until at least `capacity` others have come. */
  holdsFirmly(sha256: string, sender: SenderSalt): boolean;
  readonly capacity: number;
  /** Makes room for so many, which come next, at once. */
  expect(events: number): void;
}

/** What tells the events of one cluster from the same bytes of another; where senders are known by their addresses, of one sender. */
export type SenderSalt = Uint32Array;

export function saltOf({ cluster, source, address }: Pick<Envelope, 'cluster' | 'source' | 'address'>): SenderSalt {
  const digest = hash('sha256', address === undefined ? cluster : `${cluster}\n${source}\n${address}`, 'buffer');
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

  /** Frees a place and moves up what stood behind it, so that nothing after the gap is lost. */
  remove(at: number): void {
    const { words, slots } = this;
    let gap = at / WORDS;
    for (let slot = (gap + 1) & (slots - 1); !this.#isFree(slot); slot = (slot + 1) & (slots - 1)) {
      const home = (words[slot * WORDS] as number) & (slots - 1);
      // Whether the gap lies between where the fingerprint belongs and where it stands.
      if (((slot - home) & (slots - 1)) < ((slot - gap) & (slots - 1))) continue;
      words.copyWithin(gap * WORDS, slot * WORDS, slot * WORDS + WORDS);
      gap = slot;
    }
    words.fill(0, gap * WORDS, gap * WORDS + WORDS);
    this.used--;
  }

  #isFree(slot: number): boolean {
    const at = slot * WORDS;
    const { words } = this;
    return words[at] === 0 && words[at + 1] === 0 && words[at + 2] === 0 && words[at + 3] === 0;
  }

  /** This one, without what was in it: where as much comes as before, its memory need not be found and grown anew. */
  emptied(): Table {
    this.words.fill(0);
    this.used = 0;
    return this;
  }

  /** The same with more slots, but no more than `most`. */
  grown(most: number): Table {
    const larger = new Table(Math.min(this.slots * GROWTH, most));
    const { words } = this;
    for (let at = 0; at < words.length; at += WORDS) {
      const [a, b, c, d] = [words[at], words[at + 1], words[at + 2], words[at + 3]] as [number, number, number, number];
      if ((a | b | c | d) !== 0) larger.put(larger.find(a, b, c, d), a, b, c, d);
    }
    return larger;
  }
}

/** A window over at least the last `capacity` events; 32 to 128 bytes an event, 64 at most where `capacity` is somewhat below a power of two. */
export function createSeenWindow(capacity: number): SeenWindow {
  // At most half of them are used.
  const most = Math.max(SMALLEST_TABLE, 2 ** Math.ceil(Math.log2(capacity * 2)));
  let newer = new Table(SMALLEST_TABLE);
  let older = new Table(SMALLEST_TABLE);

  return {
    capacity,
    expect: (events) => {
      while (newer.slots < Math.min((newer.used + events) * 2, most)) newer = newer.grown(most);
    },
    add: (sha256, sender) => {
      const [a, b, c, d] = [
        word(sha256, sender, 0),
        word(sha256, sender, 1),
        word(sha256, sender, 2),
        word(sha256, sender, 3),
      ];
      const place = newer.find(a, b, c, d);
      if (place >= 0 || older.find(a, b, c, d) >= 0) return false;
      newer.put(place, a, b, c, d);
      if (newer.used >= capacity) {
        [older, newer] = [newer, older.slots === newer.slots ? older.emptied() : new Table(SMALLEST_TABLE)];
      } else if (newer.used * 2 > newer.slots) {
        newer = newer.grown(most);
      }
      return true;
    },
    holdsFirmly: (sha256, sender) => placeIn(newer, sha256, sender) >= 0,
    forget: (sha256, sender) => {
      for (const table of [newer, older]) {
        const place = placeIn(table, sha256, sender);
        if (place >= 0) table.remove(place);
      }
    },
  };
}

function placeIn(table: Table, sha256: string, sender: SenderSalt): number {
  return table.find(word(sha256, sender, 0), word(sha256, sender, 1), word(sha256, sender, 2), word(sha256, sender, 3));
}

/** One word of an event's fingerprint. */
function word(sha256: string, sender: SenderSalt, i: number): number {
  const at = i * 4;
  const low = sha256.charCodeAt(at) | (sha256.charCodeAt(at + 1) << 8);
  const high = (sha256.charCodeAt(at + 2) << 16) | (sha256.charCodeAt(at + 3) << 24);
  return ((low | high) ^ sender[i]!) >>> 0;
}

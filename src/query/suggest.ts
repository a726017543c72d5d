import { FIELDS } from '../event/fields.ts';

/** How many letters may be wrong in a name of that length for it still to be a likely slip. */
export function tolerance(length: number): number {
  return length < 4 ? 1 : length < 8 ? 2 : 3;
}

/** The name of the field that was probably meant, or `undefined`. */
export function suggestField(name: string): string | undefined {
  const wanted = name.toLowerCase();
  let best: string | undefined;
  let bestCost = Number.POSITIVE_INFINITY;
  for (const field of FIELDS) {
    const cost = costOf(wanted, field.name, field.short);
    if (cost < bestCost) {
      best = field.name;
      bestCost = cost;
    }
  }
  return best;
}

/** Lower is nearer: letters to change, then a part for what was left out. Infinite where nothing is near. */
function costOf(wanted: string, name: string, short: string | undefined): number {
  const full = name.toLowerCase();
  const last = full.slice(full.lastIndexOf('.') + 1);
  const lastWanted = wanted.slice(wanted.lastIndexOf('.') + 1);
  const candidates = [
    within(editDistance(wanted, full), wanted),
    within(editDistance(wanted, last), wanted) + 0.25,
    short === undefined ? Number.POSITIVE_INFINITY : within(editDistance(wanted, short), wanted) + 0.25,
    lastWanted === last ? 0.5 : Number.POSITIVE_INFINITY,
    isPartOf(wanted, lastWanted, full, last) ? prefixCost(full, wanted) - 0.35 : Number.POSITIVE_INFINITY,
    wanted.length >= 3 && full.startsWith(wanted) ? prefixCost(full, wanted) : Number.POSITIVE_INFINITY,
    wanted.length >= 3 && last.startsWith(wanted) ? prefixCost(last, wanted) : Number.POSITIVE_INFINITY,
  ];
  return Math.min(...candidates);
}

/** `user.name` for `user.username`: the same holder, and a part of what it holds. */
function isPartOf(wanted: string, lastWanted: string, full: string, last: string): boolean {
  const holder = wanted.slice(0, wanted.length - lastWanted.length);
  return holder !== '' && full.startsWith(holder) && lastWanted.length >= 3 && last.includes(lastWanted);
}

/** Of the names that go on from what was written, the shortest is nearest. */
function prefixCost(name: string, wanted: string): number {
  return 0.75 + (name.length - wanted.length) / 1000;
}

function within(distance: number, wanted: string): number {
  return distance <= tolerance(wanted.length) ? distance : Number.POSITIVE_INFINITY;
}

/** Longer names than any field's cannot be a slip, and are not worth the table. */
const MAX_COMPARED = 64;

/** Letters to add, drop, change or swap with their neighbour (optimal string alignment). */
export function editDistance(a: string, b: string): number {
  if (a.length > MAX_COMPARED || b.length > MAX_COMPARED) return Number.POSITIVE_INFINITY;
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let row = 1; row <= a.length; row++) {
    const current = [row];
    for (let column = 1; column <= b.length; column++) {
      const same = a[row - 1] === b[column - 1];
      let cost = Math.min(last[column]! + 1, current[column - 1]! + 1, last[column - 1]! + (same ? 0 : 1));
      if (row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1]) {
        cost = Math.min(cost, beforeLast[column - 2]! + 1);
      }
      current.push(cost);
    }
    beforeLast = last;
    last = current;
  }
  return last[b.length]!;
}

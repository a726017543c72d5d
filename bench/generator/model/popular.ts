import type { Random } from './random.ts';

/** Picks from a list as Zipf's law says: the n-th item with a weight of 1/n. Few objects get most of the traffic. */
export function popular<T>(list: readonly T[]): (random: Random) => T {
  const sums: number[] = [];
  let sum = 0;
  for (let i = 0; i < list.length; i++) {
    sum += 1 / (i + 1);
    sums.push(sum);
  }
  return (random) => {
    const at = random.unit() * sum;
    let low = 0;
    let high = sums.length - 1;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (sums[middle]! > at) high = middle;
      else low = middle + 1;
    }
    return list[low]!;
  };
}

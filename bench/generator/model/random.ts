/**
 * Pseudo-random numbers from a seed, the same on every machine: 32-bit integer arithmetic and division only,
 * because engines may round `Math.log` or `Math.pow` differently.
 */
export interface Random {
  /** 0 … 2^32 − 1 */
  uint32(): number;
  /** 0 ≤ x < 1 */
  unit(): number;
  /** An integer, 0 ≤ x < n. */
  below(n: number): number;
  chance(probability: number): boolean;
  pick<T>(list: readonly T[]): T;
  /** An independent stream of numbers; what one actor draws does not change what another does. */
  fork(name: string): Random;
}

const TWO_TO_32 = 4_294_967_296;
/** sfc32 needs a dozen rounds until its state no longer shows the seed. */
const WARM_UP = 15;

/** FNV-1a, 32 bits. */
export function hash32(text: string, basis = 0x811c9dc5): number {
  let hash = basis;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return hash >>> 0;
}

/** Chris Doty-Humphrey's sfc32, seeded from any text. */
export function createRandom(seed: string): Random {
  let a = hash32(seed) | 0;
  let b = hash32(seed, a ^ 0x9e3779b9) | 0;
  let c = hash32(seed, b ^ 0x85ebca6b) | 0;
  let d = 1;

  function uint32(): number {
    const t = (((a + b) | 0) + d) | 0;
    d = (d + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (c << 21) | (c >>> 11);
    c = (c + t) | 0;
    return t >>> 0;
  }
  function unit(): number {
    return uint32() / TWO_TO_32;
  }
  function below(n: number): number {
    return Math.floor(unit() * n);
  }
  for (let i = 0; i < WARM_UP; i++) uint32();

  return {
    uint32,
    unit,
    below,
    chance: (probability) => unit() < probability,
    pick: (list) => list[below(list.length)]!,
    fork: (name) => createRandom(`${seed}/${name}`),
  };
}

import { hash32, type Random } from './random.ts';

const HEX = Array.from({ length: 256 }, (_, i) => i.toString(16).padStart(2, '0'));
/** The letters of Kubernetes' generated names: no vowels, nothing that reads as another. */
const SAFE = 'bcdfghjklmnpqrstvwxz2456789';

function hex32(n: number): string {
  return HEX[n >>> 24]! + HEX[(n >>> 16) & 0xff]! + HEX[(n >>> 8) & 0xff]! + HEX[n & 0xff]!;
}

function hex16(n: number): string {
  return HEX[(n >>> 8) & 0xff]! + HEX[n & 0xff]!;
}

function layOut(a: number, b: number, c: number, d: number): string {
  const version = (b & 0x0fff) | 0x4000;
  const variant = ((c >>> 16) & 0x3fff) | 0x8000;
  return `${hex32(a)}-${hex16(b >>> 16)}-${hex16(version)}-${hex16(variant)}-${hex16(c)}${hex32(d)}`;
}

/** A random UUID of version 4. */
export function uuid(random: Random): string {
  return layOut(random.uint32(), random.uint32(), random.uint32(), random.uint32());
}

/** The UUID that belongs to a name: always the same for the same name. */
export function uuidOf(name: string): string {
  const a = hash32(name);
  const b = hash32(name, a);
  const c = hash32(name, b);
  return layOut(a, b, c, hash32(name, c));
}

/** The end of a generated name: `x2x7k`, or the ten characters of a pod template's hash. */
export function suffix(random: Random, length: number): string {
  let text = '';
  for (let i = 0; i < length; i++) text += SAFE[random.below(SAFE.length)];
  return text;
}

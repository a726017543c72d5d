import type { Random } from '../model/random.ts';
import { SLOT } from './template.ts';

/** What an object holds beside its metadata, in Go's order. `detail` of 1 is a usual size. */
export interface Parts {
  readonly content: Record<string, unknown>;
  readonly status?: Record<string, unknown>;
}

export type Build = (random: Random, detail: number) => Parts;

export function repeat<T>(count: number, make: (i: number) => T): T[] {
  return Array.from({ length: Math.max(1, Math.round(count)) }, (_, i) => make(i));
}

export function condition(type: string) {
  return {
    type,
    status: 'True',
    lastTransitionTime: SLOT.second,
    reason: `${type}Reached`,
    message: `${type} is as it should be.`,
  };
}

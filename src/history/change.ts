import type { Act } from './acts.ts';
import type { Basis } from './compare.ts';
import type { Difference } from './diff/diff.ts';
import type { Effect } from './effect.ts';
import type { Happening } from './happening.ts';
import { type Note, type NoteCode, note } from './notes.ts';
import { phraseOf } from './phrase.ts';
import type { ObjectState } from './state.ts';

/** What one request did to an object. */
export interface Change {
  readonly of: Happening;
  readonly act: Act;
  readonly effect: Effect;
  /** What was done, as words after a name: `scaled it from 3 to 5`. */
  readonly phrase: string;
  readonly basis: Basis;
  /** What changed of what somebody wants. */
  readonly fields: readonly Difference[];
  /** What changed of what the machinery keeps: versions, managed fields, status. */
  readonly noise: readonly Difference[];
  readonly notes: readonly Note[];
}

/** What is known of an object after an event, and what the event did to it. */
export interface Step {
  readonly state: ObjectState;
  /** `undefined` where the event turns out not to be about the object. */
  readonly change?: Change;
}

/** A change of which no difference is known, or that made none. */
export function nothing(of: Happening, act: Act, effect: Effect, codes: readonly NoteCode[]): Change {
  const notes = codes.map((code) => note(code));
  return {
    of,
    act,
    effect,
    phrase: phraseOf(act, effect, of.event, []),
    basis: 'metadata',
    fields: [],
    noise: [],
    notes,
  };
}

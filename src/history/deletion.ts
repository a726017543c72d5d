import { nothing, type Step } from './change.ts';
import { contentOf } from './content.ts';
import { type ObjectName, type Sureness, tookAlong } from './deleted-with.ts';
import { textAt } from './diff/json.ts';
import type { Effect } from './effect.ts';
import type { Happening } from './happening.ts';
import type { NoteCode } from './notes.ts';
import type { ObjectState, Ref } from './state.ts';

/** The object was deleted by its name. */
export function end(state: ObjectState, one: Happening, from: Ref): Step {
  const { answered } = contentOf(one.event);
  const isWaiting = textAt(answered, 'metadata', 'deletionTimestamp') !== undefined;
  const change = nothing(one, 'deleted', 'applied', []);
  const known = state.known ?? (answered && { body: answered, how: 'whole' as const, from, applied: 0 });
  return {
    state: { ...state, ...(known ? { known } : {}), existence: isWaiting ? 'terminating' : 'deleted', ended: from },
    change: { ...change, phrase: isWaiting ? 'deleted it; it waits for its end' : change.phrase },
  };
}

const CONFIDENCE: Readonly<Record<Exclude<Sureness, 'no'>, { phrase: string; notes: readonly NoteCode[] }>> = {
  certain: { phrase: 'deleted it together with others', notes: [] },
  likely: { phrase: 'most likely deleted it together with others', notes: ['likely'] },
  possible: { phrase: 'may have deleted it together with others', notes: ['possible'] },
};

/** The object may have been deleted together with others. */
export function endWithOthers(state: ObjectState, one: Happening, effect: Effect, from: Ref, name: ObjectName): Step {
  const sure = tookAlong(one, state, name);
  if (sure === 'no') return { state };
  const ofNamespace = one.event.verb === 'delete';
  if (effect !== 'applied') {
    return { state, change: nothing(one, 'deleted', effect, effect === 'unknown' ? ['ending'] : []) };
  }
  const { phrase, notes } = CONFIDENCE[sure];
  const change = nothing(one, 'deleted', effect, notes);
  return {
    state: {
      ...state,
      existence: sure === 'possible' ? 'unknown' : ofNamespace ? 'terminating' : 'deleted',
      ended: from,
    },
    change: { ...change, phrase: ofNamespace ? phrase.replace('together with others', 'with its namespace') : phrase },
  };
}

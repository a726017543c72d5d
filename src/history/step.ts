import { type Act, actOf } from './acts.ts';
import { type Change, nothing, type Step } from './change.ts';
import { type Comparison, compare } from './compare.ts';
import { contentOf } from './content.ts';
import { isAboutMore, type ObjectName } from './deleted-with.ts';
import { end, endWithOthers } from './deletion.ts';
import type { Difference } from './diff/diff.ts';
import { at, isList, memberOf, textAt } from './diff/json.ts';
import { pathText } from './diff/path.ts';
import { effectOf } from './effect.ts';
import type { Happening } from './happening.ts';
import { isNoise } from './noise.ts';
import { type Note, type NoteCode, note } from './notes.ts';
import { phraseOf } from './phrase.ts';
import { unseenIn } from './redaction.ts';
import { type Existence, NOTHING_KNOWN, type ObjectState, type Ref } from './state.ts';
import { TRUNCATED } from './truncated.ts';

/** What an event does to what is known of an object, and what changed by it. */
export function step(state: ObjectState, one: Happening, name: ObjectName): Step {
  const act = actOf(one.event);
  const effect = effectOf(one, act);
  const from: Ref = { id: one.id, time: one.time, actor: one.actor };
  if (isAboutMore(one, name)) return endWithOthers(state, one, effect, from, name);
  if (effect === 'attempted' || effect === 'dry-run') return { state, change: nothing(one, act, effect, []) };
  if (effect === 'unknown') {
    return { state: { ...state, missed: [...state.missed, from] }, change: nothing(one, act, effect, ['ending']) };
  }
  if (act === 'deleted') return end(state, one, from);
  if (act === 'read') return look(state, one, from);
  if (act === 'evicted') {
    return { state: { ...state, existence: 'terminating', ended: from }, change: nothing(one, act, effect, []) };
  }
  if (act === 'entered' || act === 'token-issued' || act === 'other') {
    return { state, change: nothing(one, act, effect, []) };
  }
  return write(state, one, act, from);
}

/** To read an object changes nothing, but shows what it is. */
function look(state: ObjectState, one: Happening, from: Ref): Step {
  const { answered } = contentOf(one.event);
  const change = nothing(one, 'read', 'read', []);
  if (!answered || one.event.objectRef?.subresource) return { state, change };
  const found = compare(state, { answered }, false, from);
  const { fields, noise } = apart(found.differences);
  const isNews = fields.length > 0 && state.known?.how === 'whole';
  const notes = [note(state.missed.length > 0 ? 'includes-earlier' : 'unrecorded')];
  return {
    state: after(state, found, from),
    change: isNews ? { ...change, basis: 'bodies', fields, noise, notes } : change,
  };
}

function write(state: ObjectState, one: Happening, act: Act, from: Ref): Step {
  const content = contentOf(one.event);
  const uid = textAt(content.answered, 'metadata', 'uid');
  const before = textAt(state.known?.body, 'metadata', 'uid');
  const isNew = act === 'created';
  const isOther = !isNew && uid !== undefined && before !== undefined && uid !== before;
  const base = isNew || isOther ? NOTHING_KNOWN : state;
  const found = compare(base, content, isNew, from);
  const { fields, noise } = apart(found.differences);
  const refined = refine(act, fields);
  const notes = notesOf(state, found, one, { isNew, isOther });
  return {
    state: after(base, found, from),
    change: {
      of: one,
      act: refined,
      effect: 'applied',
      phrase: phraseOf(refined, 'applied', one.event, fields),
      basis: found.basis,
      fields,
      noise,
      notes,
    },
  };
}

function after(state: ObjectState, found: Comparison, from: Ref): ObjectState {
  const { known, lastApplied, isTaken } = found;
  const existence = existenceAfter(found);
  const isFresh = known?.from.id === from.id;
  const ended = existence === 'deleted' ? from : existence === 'terminating' ? state.ended : undefined;
  return {
    existence,
    missed: isTaken ? (isFresh ? [] : state.missed) : [...state.missed, from],
    ...(known ? { known } : {}),
    ...(lastApplied !== undefined ? { lastApplied } : {}),
    ...(ended ? { ended } : {}),
  };
}

/** What waits for its finalizers ends with the last of them. */
function existenceAfter({ known, differences }: Comparison): Existence {
  if (textAt(known?.body, 'metadata', 'deletionTimestamp') === undefined) return 'exists';
  const finalizers = at(known?.body, 'metadata', 'finalizers');
  const isLast = finalizers === undefined || (isList(finalizers) && finalizers.length === 0);
  const wasRemoved = differences.some(
    ({ op, path }) => op === 'removed' && path[0] === 'metadata' && path[1] === 'finalizers',
  );
  return isLast && wasRemoved ? 'deleted' : 'terminating';
}

function apart(differences: readonly Difference[]): Pick<Change, 'fields' | 'noise'> {
  return {
    fields: differences.filter(({ path }) => !isNoise(path)),
    noise: differences.filter(({ path }) => isNoise(path)),
  };
}

const RESTARTED_AT = 'kubectl.kubernetes.io/restartedAt';

/** What a change comes to, by what it changed. */
function refine(act: Act, fields: readonly Difference[]): Act {
  if (act !== 'changed' || fields.length === 0) return act;
  if (fields.some(isRestart)) return 'restarted';
  return fields.every(({ path }) => pathText(path) === 'spec.replicas') ? 'scaled' : act;
}

/** The annotation may be the first of its object. */
function isRestart({ op, path, after }: Difference): boolean {
  return op !== 'removed' && (path.at(-1) === RESTARTED_AT || memberOf(after, RESTARTED_AT) !== undefined);
}

function notesOf(
  state: ObjectState,
  { notes, known, basis }: Comparison,
  { event }: Happening,
  { isNew, isOther }: { readonly isNew: boolean; readonly isOther: boolean },
): Note[] {
  const isCut = event.annotations?.[TRUNCATED] !== undefined && basis === 'metadata';
  const codes: NoteCode[] = notes.map((code) => (code === 'level' && isCut ? 'truncated' : code));
  if (isOther) codes.push('other-object');
  else if (!isNew && state.existence === 'deleted') codes.push('unseen-creation');
  const unseen = isNew || basis === 'metadata' ? [] : unseenIn(known?.body);
  return [...codes.map((code) => note(code)), ...(unseen.length > 0 ? [note('redacted', unseen)] : [])];
}

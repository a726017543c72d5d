import type { Content } from './content.ts';
import { applyDifferences } from './diff/apply.ts';
import { type Difference, diff } from './diff/diff.ts';
import { isSame, type Json, type JsonObject } from './diff/json.ts';
import { lookUp } from './diff/look-up.ts';
import type { Path } from './diff/path.ts';
import { lastAppliedIn } from './last-applied.ts';
import type { NoteCode } from './notes.ts';
import { applyPatch, type Patch } from './patch/patch.ts';
import { saidBy } from './patch/said.ts';
import type { Known, ObjectState, Ref } from './state.ts';

/**
 * What differences were read from: two bodies of the object · the patch that was sent · the configurations that
 * `kubectl apply` keeps · or nothing, since only metadata was recorded.
 */
export const BASES = ['bodies', 'patch', 'last-applied', 'metadata'] as const;
export type Basis = (typeof BASES)[number];

export interface Comparison {
  readonly basis: Basis;
  readonly differences: readonly Difference[];
  readonly notes: readonly NoteCode[];
  /** What is known of the object now; `undefined` where that is still nothing. */
  readonly known?: Known | undefined;
  readonly lastApplied?: Json | undefined;
  /** Whether what is known takes this change in. */
  readonly isTaken: boolean;
}

/** What changed, by the best that an event and all before it tell. */
export function compare(before: ObjectState, content: Content, isNew: boolean, from: Ref): Comparison {
  const { answered, sent, patch, parts } = content;
  const body = answered ?? sent;
  const lastApplied = lastAppliedIn(body ?? patch?.body) ?? before.lastApplied;
  const common = { lastApplied, isTaken: true };
  if (body) {
    const known: Known = { body, how: answered ? 'whole' : 'sent', from, applied: 0 };
    return { ...common, ...againstBody(before, body, patch, isNew, answered === undefined), known };
  }
  if (patch) return { ...common, ...againstPatch(before, patch, from) };
  if (parts) return { ...common, ...againstParts(before, parts, from) };
  return { ...common, basis: 'metadata', differences: [], notes: ['level'], known: before.known, isTaken: false };
}

type Found = Pick<Comparison, 'basis' | 'differences' | 'notes'>;

function againstBody(
  before: ObjectState,
  body: JsonObject,
  patch: Patch | undefined,
  isNew: boolean,
  asSent: boolean,
): Found {
  const notes: NoteCode[] = asSent ? ['as-sent'] : [];
  const { known, missed } = before;
  if (isNew) return { basis: 'bodies', differences: created(body), notes };
  if (known && known.how !== 'partial') {
    if (missed.length > 0) notes.push('includes-earlier');
    return { basis: 'bodies', differences: diff(known.body, body), notes };
  }
  const applied = lastAppliedIn(body);
  if (applied && before.lastApplied) {
    return { basis: 'last-applied', differences: diff(before.lastApplied, applied), notes };
  }
  if (patch) return { basis: 'patch', differences: withBefore(saidBy(patch), known?.body), notes };
  return { basis: 'bodies', differences: [], notes: [...notes, 'no-earlier-body'] };
}

function againstPatch(before: ObjectState, patch: Patch, from: Ref): Found & Pick<Comparison, 'known' | 'isTaken'> {
  const { known } = before;
  const notes: NoteCode[] = patch.kind === 'apply' ? ['apply-takes-away'] : patch.kind === 'json' ? [] : ['patch-kind'];
  const said = saidBy(patch);
  const result = applyPatch(known?.body ?? {}, patch);
  if (known && result === undefined) {
    return { basis: 'patch', differences: said, notes: ['patch-misfit'], known, isTaken: false };
  }
  const now: Known | undefined = known
    ? { ...known, body: result ?? known.body, applied: known.applied + 1 }
    : result === undefined
      ? undefined
      : { body: result, how: 'partial', from, applied: 0 };
  const outcome = { known: now, isTaken: now !== undefined };
  if (known && known.how !== 'partial') {
    return { ...outcome, basis: 'patch', differences: diff(known.body, result ?? known.body), notes };
  }
  const applied = lastAppliedIn(patch.body);
  if (applied && before.lastApplied) {
    return { ...outcome, basis: 'last-applied', differences: diff(before.lastApplied, applied), notes: [] };
  }
  return { ...outcome, basis: 'patch', differences: withBefore(said, known?.body), notes };
}

function againstParts(before: ObjectState, parts: readonly Difference[], from: Ref): Found & Pick<Comparison, 'known'> {
  const body = applyDifferences(before.known?.body ?? {}, parts);
  const known: Known = before.known
    ? { ...before.known, body, applied: before.known.applied + 1 }
    : { body, how: 'partial', from, applied: 0 };
  return { basis: 'patch', differences: withBefore(parts, before.known?.body), notes: [], known };
}

/** What a patch says, with what was there before where that is known. What it says again is left out. */
function withBefore(said: readonly Difference[], body: Json | undefined): Difference[] {
  return said.flatMap((one): Difference[] => {
    const before = one.before ?? lookUp(body, one.path);
    if (before === undefined) return [one];
    if (one.op !== 'set' || one.after === undefined) return [{ ...one, before }];
    return isSame(before, one.after) ? [] : [{ ...one, op: 'changed', before }];
  });
}

/** Steps into a new object below which a value is shown as one. */
const NEW_DEPTH = 2;

/** A new object, as the fields that it came with. */
function created(body: Json, path: Path = []): Difference[] {
  const isOpen = typeof body === 'object' && body !== null && !Array.isArray(body) && Object.keys(body).length > 0;
  if (!isOpen || path.length === NEW_DEPTH) return [{ op: 'added', path, after: body }];
  return Object.entries(body).flatMap(([key, inner]) => created(inner as Json, [...path, key]));
}

import type { Alias } from '../../actors/alias.ts';
import type { Directory } from '../../actors/directory.ts';
import { fieldOf } from '../../event/fields.ts';
import type { AuditRecord } from '../../event/record.ts';
import type { Filter } from '../filter.ts';
import { fold } from '../fold.ts';
import { queryError } from '../query-error.ts';
import { toPredicate } from '../to-predicate.ts';
import { anyOf, isNamed, whoeverIs } from './whoever-is.ts';

/** A condition on the field `actor`. */
type OnActor = Extract<Filter, { op: 'equals' | 'wildcard' | 'compare' }>;

/** Aliases that the conditions of one question are compared with, all together: a tenth of a second. */
export const MAX_COMPARISONS = 1_000_000;
/** What a name that the engine then has to look for costs besides, its text included. */
const COMPARISONS_A_NAME = 10;

/**
 * The same question about people: each condition on `actor` becomes one on the names that events hold, so that it is true
 * where it is true of the person. A person's alias, where it is one in all clusters or an id, stands for the person.
 * Every other condition stays as it is. Throws QUERY_TOO_LARGE where the question would compare too much.
 */
export function nameActors(filter: Filter, directory: Directory): Filter {
  if (directory.aliases.length === 0) return filter;
  let left = MAX_COMPARISONS;

  function spend(comparisons: number): void {
    left -= comparisons;
    if (left >= 0) return;
    const detail = `with ${directory.aliases.length} aliases of actors, these are too many conditions on actor`;
    throw queryError('QUERY_TOO_LARGE', { start: 0, end: 0 }, detail);
  }

  function named(part: Filter): Filter {
    switch (part.op) {
      case 'and':
      case 'or':
        return { op: part.op, of: part.of.map(named) };
      case 'not':
        return { op: 'not', of: named(part.of) };
      case 'equals':
      case 'wildcard':
      case 'compare':
        return part.field.field === ACTOR ? ofPerson(part) : part;
      default:
        return part;
    }
  }

  function ofPerson(condition: OnActor): Filter {
    const candidates = candidatesFor(condition, directory);
    spend(candidates.length);
    const test = textTest(condition);
    const meant = new Set(condition.op === 'equals' ? candidates.filter(standsFor(condition)).map(personOf) : []);
    const isMet = memoized((name) => meant.has(name) || test(name));
    const gained = candidates.filter(({ text, person }) => isMet(person) && !isMet(text));
    const lost = candidates.filter(({ text, person }) => !isMet(person) && isMet(text));
    spend((gained.length + lost.length) * COMPARISONS_A_NAME);
    const literal = anyOf([condition, ...[...meant].filter((name) => !test(name)).map(isNamed)]);
    const kept: Filter = lost.length === 0 ? literal : { op: 'and', of: [literal, { op: 'not', of: whoeverIs(lost) }] };
    return gained.length === 0 ? kept : anyOf([kept, whoeverIs(gained)]);
  }

  return named(filter);
}

const ACTOR = fieldOf('actor');
const personOf = ({ person }: Alias) => person;

/** The aliases that a condition may be about: for a plain name an index knows them. */
function candidatesFor(condition: OnActor, directory: Directory): readonly Alias[] {
  if (condition.op !== 'equals' || condition.ignoreCase) return directory.aliases;
  const asText = [...directory.byText(condition.value), ...directory.byWritten(condition.value)];
  const people = [condition.value, ...asText.map(personOf)];
  return [
    ...new Set([...asText, ...people.flatMap((name) => [...directory.ofPerson(name), ...directory.byText(name)])]),
  ];
}

/**
 * Whether an alias, where it is asked for, stands for its person. One of some clusters only does not: elsewhere the same
 * name is somebody else's, who is then asked for.
 */
function standsFor({ value, ignoreCase }: Extract<OnActor, { op: 'equals' }>): (alias: Alias) => boolean {
  const form = ignoreCase ? fold : (text: string) => text;
  const wanted = form(value);
  return ({ text, written, clusters, isLearned }) =>
    (clusters === undefined || isLearned) && (form(text) === wanted || form(written) === wanted);
}

/** A condition on `actor` as a test of a text. */
function textTest(condition: OnActor): (text: string) => boolean {
  const test = toPredicate(condition);
  return (text) => test({ ...NO_RECORD, event: { user: { username: text } } });
}

const NO_RECORD: AuditRecord = {
  ...{ id: '', cluster: '', platform: '', component: '', node: '', source: '', receivedAt: '' },
  event: {},
  raw: new Uint8Array(),
};

function memoized(test: (text: string) => boolean): (text: string) => boolean {
  const known = new Map<string, boolean>();
  return (text) => {
    const before = known.get(text);
    if (before !== undefined) return before;
    const now = test(text);
    known.set(text, now);
    return now;
  };
}

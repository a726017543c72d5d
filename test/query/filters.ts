import fc from 'fast-check';
import { FIELDS, type FieldPath } from '../../src/event/fields.ts';
import type { Filter, Phrase } from '../../src/query/filter.ts';
import { wordsOf } from '../../src/query/words.ts';
import type { Subject } from './facts.ts';
import { code, key, number, text } from './records.ts';
import { ADDRESSES, ANNOTATIONS, MOMENTS, NETWORKS, UUIDS } from './samples.ts';

const mapKey = fc.constantFrom(...ANNOTATIONS, 'scopes', 'k y', 'é');

const path = fc.constantFrom(...FIELDS).chain((field): fc.Arbitrary<FieldPath> => {
  if (field.type === 'body') return fc.array(key, { maxLength: 2 }).map((keys) => ({ field, keys }));
  if (field.type !== 'map' && field.type !== 'lists') return fc.constant({ field, keys: [] });
  return fc.array(mapKey, { maxLength: 1 }).map((keys) => ({ field, keys }));
});

function valueFor({ field }: FieldPath): fc.Arbitrary<string> {
  if (field.type === 'integer') return code.map(String);
  if (field.type === 'time') return fc.constantFrom(...MOMENTS);
  if (field.type === 'ips') return fc.constantFrom(...ADDRESSES);
  if (field.type === 'uuid') return fc.oneof(fc.constantFrom(...UUIDS), text);
  return field.type === 'body' ? fc.oneof(text, number.map(String)) : text;
}

const anySubject: fc.Arbitrary<Subject> = path.chain((field) => valueFor(field).map((value) => ({ field, value })));

const letters: fc.Arbitrary<(value: string) => string> = fc.constantFrom(
  (value) => value,
  (value) => value.toUpperCase(),
  (value) => value.toLowerCase(),
);

/** Pieces of the value in their order, so that it matches, or with a piece of it again, so that it may not. */
function patternOf(value: string): fc.Arbitrary<readonly string[]> {
  return fc
    .tuple(fc.array(fc.nat(value.length), { minLength: 2, maxLength: 5 }), fc.boolean())
    .map(([cuts, isWhole]) => {
      const [first = 0, second = 0, third = 0, fourth = value.length] = cuts.sort((a, b) => a - b);
      const start = isWhole ? 0 : first;
      return [value.slice(start, first), value.slice(second, third), value.slice(fourth)];
    })
    .map((parts) => parts.map((part) => part.replace(/\p{Cs}/gu, '')))
    .map((parts) => (parts.every((part) => part === '') ? ['', '3', ''] : parts));
}

function phraseOf(value: string): fc.Arbitrary<Phrase> {
  const words = wordsOf(value);
  return fc
    .tuple(fc.nat(2), fc.nat(3), fc.nat(2), fc.boolean(), fc.boolean())
    .map(([skip, size, cut, openStart, openEnd]) => {
      const some = words.slice(skip, skip + size + 1);
      const last = some.at(-1) ?? '';
      const shorter = openEnd && last.length > cut ? [...some.slice(0, -1), last.slice(0, last.length - cut)] : some;
      return { words: shorter.map((word) => word.replace(/\p{Cs}/gu, '')), openStart, openEnd };
    });
}

/** The words of a number are those of its notation, which is not the same everywhere: 1e21, 1e+21. */
function isComparable({ words }: Phrase): boolean {
  return words.every((word) => word !== '') && words.some((word) => /[^0-9e]/.test(word));
}

export function conditionOn({ field, value }: Subject): fc.Arbitrary<Filter> {
  const { type } = field.field;
  const number = Number(value);
  if (type === 'time') return fc.oneof(equals(field, value), compares(field, value));
  if (field.field.values) return closed(field, field.field.values, value);
  if (type === 'integer' && !Number.isInteger(number)) return fc.constant({ op: 'exists', field });
  return fc.oneof(
    fc.constant<Filter>({ op: 'exists', field }),
    equals(field, value),
    type === 'ips' ? equals(field, value) : compares(field, value),
    fc
      .tuple(patternOf(value), fc.boolean(), letters)
      .map(
        ([parts, ignoreCase, change]): Filter => ({ op: 'wildcard', field, pattern: parts.map(change), ignoreCase }),
      ),
    phraseOf(value).map((phrase): Filter => (isComparable(phrase) ? { op: 'text', ...phrase } : { op: 'all' })),
  );
}

/** A query may ask such a field for its values alone. */
function closed(field: FieldPath, values: readonly string[], value: string): fc.Arbitrary<Filter> {
  return fc.oneof(
    fc.constant<Filter>({ op: 'exists', field }),
    fc
      .tuple(fc.constantFrom(...values, ''), fc.boolean())
      .map(([one, ignoreCase]): Filter => ({ op: 'equals', field, value: one, ignoreCase })),
    fc
      .constantFrom(...values)
      .map((one): Filter => ({ op: 'wildcard', field, pattern: [one.slice(0, 4), ''], ignoreCase: false })),
    compares(field, value),
  );
}

function equals(field: FieldPath, value: string): fc.Arbitrary<Filter> {
  const isText = field.field.type !== 'time' && field.field.type !== 'integer';
  return fc.tuple(fc.boolean(), letters).map(([ignoreCase, change]): Filter => {
    return isText
      ? { op: 'equals', field, value: change(value), ignoreCase }
      : { op: 'equals', field, value, ignoreCase: false };
  });
}

function compares(field: FieldPath, value: string): fc.Arbitrary<Filter> {
  return fc.constantFrom('<', '<=', '>', '>=').map((than): Filter => ({ op: 'compare', field, than, value }));
}

const addresses = FIELDS.filter(({ type }) => type === 'ips');
const network = fc
  .tuple(fc.constantFrom(...addresses), fc.constantFrom(...NETWORKS))
  .map(([field, text]): Filter => ({ op: 'network', field: { field, keys: [] }, network: text }));

const knownPhrase = fc
  .constantFrom(...UUIDS, ...ADDRESSES, ...ANNOTATIONS)
  .chain(phraseOf)
  .filter(isComparable)
  .map((phrase): Filter => ({ op: 'text', ...phrase }));

/** Filters over every field, half of them about values that the records hold, with `and`, `or` and `not` around them. */
export function filters(facts: readonly Subject[]): fc.Arbitrary<Filter> {
  const subject = facts.length === 0 ? anySubject : fc.oneof(anySubject, fc.constantFrom(...facts));
  const condition = fc.oneof({ weight: 8, arbitrary: subject.chain(conditionOn) }, network, knownPhrase);
  return fc.letrec<{ filter: Filter }>((tie) => ({
    filter: fc.oneof(
      { maxDepth: 2 },
      { weight: 6, arbitrary: condition },
      { weight: 1, arbitrary: tie('filter').map((of): Filter => ({ op: 'not', of })) },
      {
        weight: 1,
        arbitrary: fc
          .tuple(fc.constantFrom('and', 'or'), fc.array(tie('filter'), { maxLength: 3 }))
          .map(([op, of]): Filter => ({ op, of })),
      },
    ),
  })).filter;
}

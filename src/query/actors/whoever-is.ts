import type { Alias } from '../../actors/alias.ts';
import { groupBy } from '../../actors/group-by.ts';
import { VerbatimError } from '../../errors.ts';
import { type FieldPath, resolveField } from '../../event/fields.ts';
import type { Filter } from '../filter.ts';

/** The events whose actor is written as one of these aliases, where the alias holds. */
export function whoeverIs(aliases: readonly Alias[]): Filter {
  const places = groupBy(aliases, ({ clusters, platforms }) => JSON.stringify([clusters, platforms]));
  return anyOf([...places.values()].map(atOnePlace));
}

function atOnePlace(aliases: readonly Alias[]): Filter {
  const [first] = aliases;
  const of = [
    ...(first?.clusters ? [oneOf(CLUSTER, first.clusters)] : []),
    ...(first?.platforms ? [oneOf(PLATFORM, first.platforms)] : []),
    oneOf(ACTOR, [...new Set(aliases.map(({ text }) => text))]),
  ];
  return of.length === 1 ? (of[0] as Filter) : { op: 'and', of };
}

const ACTOR = knownField('actor');
const CLUSTER = knownField('cluster');
const PLATFORM = knownField('platform');

/** The events whose actor is written so. */
export function isNamed(value: string): Filter {
  return is(ACTOR, value);
}

function is(field: FieldPath, value: string): Filter {
  return { op: 'equals', field, value, ignoreCase: false };
}

function oneOf(field: FieldPath, values: readonly string[]): Filter {
  return anyOf(values.map((value) => is(field, value)));
}

/** Any of some filters, of which there is one at least. */
export function anyOf(of: readonly Filter[]): Filter {
  return of.length === 1 ? (of[0] as Filter) : { op: 'or', of };
}

export function knownField(name: string): FieldPath {
  const field = resolveField(name);
  if (!field) throw new VerbatimError('INTERNAL', `Actors need the field ${name}, which is not there.`);
  return field;
}

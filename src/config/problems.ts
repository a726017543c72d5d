import type { TSchema } from 'typebox';
import { allLeavesOf } from './environment.ts';

/** One thing that is wrong with the configuration. */
export interface Problem {
  /** The key, with dots; `''` for the whole file. */
  readonly path: string;
  readonly message: string;
  /** The line in the file, from 1. */
  readonly line?: number | undefined;
  /** What set the value, where it was not the file. */
  readonly where?: string | undefined;
}

/** An error of the schema library, in the form of ajv's. */
interface SchemaError {
  readonly keyword: string;
  readonly instancePath: string;
  readonly params: Readonly<Record<string, unknown>>;
  readonly message: string;
}

/** Says the errors of a schema in words that name the key; one problem a key. */
export function describe(errors: readonly SchemaError[], schema: TSchema): Problem[] {
  const byPath = new Map<string, string>();
  const choices = new Map<string, string[]>();
  for (const { keyword, instancePath, params, message } of errors) {
    const at = instancePath.split('/').slice(1);
    const path = at.join('.');
    if (keyword === 'const') choices.set(path, [...(choices.get(path) ?? []), JSON.stringify(params.allowedValue)]);
    else if (keyword === 'enum')
      choices.set(
        path,
        (params.allowedValues as unknown[]).map((one) => JSON.stringify(one)),
      );
    // A key that is not there has the schema `false`.
    else if (keyword === 'boolean') byPath.set(path, unknownKey(path, schema));
    else if (keyword === 'pattern') byPath.set(path, `does not fit; expected ${descriptionOf(path, schema)}`);
    else if (keyword !== 'anyOf' && keyword !== 'additionalProperties' && !byPath.has(path)) byPath.set(path, message);
  }
  for (const [path, values] of choices) byPath.set(path, `expected one of ${values.join(', ')}`);
  return [...byPath].map(([path, message]) => ({ path, message }));
}

/** The place of an element in a list. */
const IN_LIST = /\.\d+/g;

/** A schema, as far as what stands below a key is concerned; in a map every key has the same schema. */
interface Described {
  readonly description?: string;
  readonly properties?: Readonly<Record<string, Described>>;
  readonly patternProperties?: Readonly<Record<string, Described>>;
  readonly items?: Described;
}

function descriptionOf(path: string, schema: TSchema): string {
  let at: Described | undefined = schema as Described;
  let description: string | undefined;
  for (const key of path.split('.')) {
    const inner: Described | undefined = at?.properties?.[key] ?? Object.values(at?.patternProperties ?? {})[0];
    // What has no description of its own in a list has that of the list.
    description = inner?.description ?? (inner ? undefined : (at?.items?.description ?? description));
    at = inner ?? at?.items;
  }
  return description ?? 'another form';
}

function unknownKey(name: string, schema: TSchema): string {
  const wanted = name.replace(IN_LIST, '[]');
  const known = allLeavesOf(schema).map((leaf) => leaf.path.join('.'));
  const near = known.find((key) => key.startsWith(wanted.slice(0, -1)) || sameLetters(key, wanted));
  return near ? `there is no such key; did you mean ${near}?` : 'there is no such key';
}

/** Whether two names differ only in signs, case and the order of neighbouring letters. */
function sameLetters(a: string, b: string): boolean {
  const letters = (text: string) => [...text.toLowerCase().replace(/[^a-z]/g, '')].sort().join('');
  return letters(a) === letters(b);
}

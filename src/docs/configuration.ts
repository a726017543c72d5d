import type { TSchema } from 'typebox';
import { Value } from 'typebox/value';
import { stringify } from 'yaml';
import { allLeavesOf, hasVariable, type Leaf, leavesOf, variableOf } from '../config/environment.ts';
import { Config } from '../config/schema.ts';
import { code, generatedBy, page, table } from './markdown.ts';

const MiB = 1024 * 1024;

/** `docs/reference/configuration.md`: every key of the configuration. */
export function configurationPage(schema: TSchema = Config): string {
  const leaves = leavesOf(schema);
  return page([
    generatedBy('src/config/schema.ts'),
    '# Configuration',
    'One YAML file, given with `verbatim serve --config FILE`; without one the defaults hold. A variable outranks the file, and `--data` and `--listen` outrank both. Everything is checked before anything starts, and all errors are told at once; `verbatim serve --config FILE --check` only checks.',
    ...sectionsOf(allLeavesOf(schema)).flatMap(([section, keys]) => {
      const about = section === '' ? 'Keys at the top of the file.' : descriptionOf(schema, section.split('.'));
      return [`## ${section || 'server'}`, about, table(['key', 'default', 'values', 'meaning'], keys.map(rowOf))];
    }),
    '## The defaults as a file',
    `\`\`\`yaml\n${defaultsFile(schema)}\`\`\``,
    '## Variables',
    table(
      ['variable', 'key'],
      leaves.filter(hasVariable).map(({ path }) => [code(variableOf(path)), code(path.join('.'))]),
    ),
  ]);
}

/** Keys under the name of the section that they are in, in order. */
function sectionsOf(leaves: readonly Leaf[]): [string, Leaf[]][] {
  const sections = new Map<string, Leaf[]>();
  for (const leaf of leaves) {
    const section = leaf.path.slice(0, -1).join('.');
    sections.set(section, [...(sections.get(section) ?? []), leaf]);
  }
  return [...sections];
}

function descriptionOf(schema: TSchema, path: readonly string[]): string {
  let at = schema as { properties?: Record<string, TSchema>; items?: TSchema; description?: string };
  for (const key of path) {
    at = at.properties?.[key.replace('[]', '')] ?? {};
    if (key.endsWith('[]')) at = at.items ?? {};
  }
  return at.description ?? '';
}

function rowOf({ path, schema }: Leaf): string[] {
  const { default: value, description } = schema;
  return [
    code(path.at(-1) ?? ''),
    value === undefined ? 'none' : sized(Array.isArray(value) ? JSON.stringify(value) : value),
    valuesOf(schema),
    String(description),
  ];
}

/** Which values a key takes, in words. */
function valuesOf(schema: Leaf['schema']): string {
  const {
    anyOf,
    enum: choices,
    type,
    minimum,
    maximum,
    pattern,
  } = schema as {
    anyOf?: { const: unknown }[];
    enum?: unknown[];
    type?: string;
    minimum?: number;
    maximum?: number;
    pattern?: string;
  };
  if (anyOf) return anyOf.map((choice) => code(String(choice.const))).join(', ');
  if (choices) return choices.map((choice) => code(String(choice))).join(', ');
  if (minimum !== undefined && maximum !== undefined) return `${sized(minimum)} to ${sized(maximum)}`;
  if (minimum !== undefined) return `${sized(minimum)} or more`;
  return pattern === undefined ? (type ?? '') : code(pattern);
}

/** A value, and what it is in MiB where it is a whole number of them. */
function sized(value: unknown): string {
  if (typeof value === 'object') return code(JSON.stringify(value));
  const number = Number(value);
  return number >= MiB && number % MiB === 0 ? `${code(String(value))} (${number / MiB} MiB)` : code(String(value));
}

function defaultsFile(schema: TSchema): string {
  return stringify(Value.Default(schema, {}));
}

import { FIELDS, type Field, type FieldOrigin, type FieldType } from '../event/fields.ts';
import { code, generatedBy, page, table } from './markdown.ts';

const ORIGINS: Readonly<Record<FieldOrigin, string>> = {
  derived: 'Read from the event and the envelope, the same way on every platform.',
  event: 'As the platform wrote it, under the name that `audit.k8s.io/v1` gives it.',
  envelope: 'What Verbatim vouches for: it follows from the credential or the source, never from the event.',
};

const TYPES: Readonly<Record<FieldType, string>> = {
  keyword: 'a string',
  keywords: 'a list of strings; a condition holds if it holds for one of them',
  ips: 'a list of IP addresses; a value may be a network',
  integer: 'a whole number of 32 bits',
  time: 'RFC 3339, kept to the microsecond',
  uuid: 'a string that mostly is a UUID',
  map: 'strings by key; a key follows the name after a dot',
  lists: 'lists of strings by key; a key follows the name after a dot',
  body: 'JSON; a path into it follows the name after a dot',
};

/** `docs/reference/fields.md`: what can be asked. */
export function fieldsPage(): string {
  const origins = Object.entries(ORIGINS).flatMap(([origin, meaning]) => {
    const fields = FIELDS.filter((field) => field.origin === origin);
    const rows = fields.map(rowOf);
    return [`## ${origin}`, meaning, table(['field', 'short', 'type', 'meaning', 'example', 'column'], rows)];
  });
  return page([
    generatedBy('src/event/fields.ts'),
    '# Fields',
    'Every field of the query language, of `top`, and of the table `events` in the store. `verbatim fields` prints them.',
    'A missing value is the empty string, `0` or an empty list. Counted and completed are the fields marked ●.',
    ...origins,
    '## Types',
    table(
      ['type', 'holds'],
      Object.entries(TYPES).map(([type, holds]) => [code(type), holds]),
    ),
  ]);
}

function rowOf({ name, short, type, facet, description, example, column }: Field): string[] {
  return [code(name) + (facet ? ' ●' : ''), code(short ?? ''), type, description, code(example), code(column)];
}

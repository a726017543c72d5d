/** ClickHouse's TabSeparated format: one row a line, cells separated by tabs. */

const SPECIAL = /[\\\t\n\r\0\b\f]/;
const SPECIALS = /[\\\t\n\r\0\b\f]/g;
const SPECIAL_QUOTED = /[\\'\t\n\r\0\b\f]/;
const SPECIALS_QUOTED = /[\\'\t\n\r\0\b\f]/g;

const ESCAPES: Readonly<Record<string, string>> = {
  '\\': '\\\\',
  "'": "\\'",
  '\t': '\\t',
  '\n': '\\n',
  '\r': '\\r',
  '\0': '\\0',
  '\b': '\\b',
  '\f': '\\f',
};

function escaped(char: string): string {
  return ESCAPES[char] as string;
}

/** A String cell. */
export function cell(text: string): string {
  return SPECIAL.test(text) ? text.replace(SPECIALS, escaped) : text;
}

/** A String inside an Array or Map cell. */
export function quoted(text: string): string {
  return SPECIAL_QUOTED.test(text) ? `'${text.replace(SPECIALS_QUOTED, escaped)}'` : `'${text}'`;
}

/** An Array(String) cell. */
export function arrayCell(values: readonly string[] | undefined): string {
  if (!values) return '[]';
  let out = '';
  for (const value of values) out += (out === '' ? '' : ',') + quoted(value);
  return `[${out}]`;
}

/** A Map(String, T) cell. */
export function mapCell<T>(entries: Readonly<Record<string, T>> | undefined, write: (value: T) => string): string {
  if (!entries) return '{}';
  let out = '';
  for (const key of Object.keys(entries)) out += `${out === '' ? '' : ','}${quoted(key)}:${write(entries[key] as T)}`;
  return `{${out}}`;
}

import type { Params } from './engine.ts';

/*
 * The engine in this process takes bound values for one statement at a time: whatever else binds a value, be it a question, a load
 * or the word that stops a question, waits until that statement has ended. So values are written into statements here,
 * where they wait for nobody. A text can end its literal only by a quote or a backslash, and both are escaped.
 */

const PLACEHOLDER = /\{(\w+):([^{}]+)\}/g;

/** A statement with its values in the places of their names: `{name:Type}`. What names no value stays as it is. */
export function writeValues(statement: string, params: Params): string {
  return statement.replace(PLACEHOLDER, (placeholder, name: string, type: string) =>
    Object.hasOwn(params, name) ? literal(params[name], type) : placeholder,
  );
}

function literal(value: unknown, type: string): string {
  if (type === 'String') return quoted(String(value));
  return `CAST(${quoted(Array.isArray(value) ? listText(value, type) : String(value))} AS ${type})`;
}

/** An array as the engine reads it from text. */
function listText(values: readonly unknown[], type: string): string {
  const texts = values.map(String);
  return `[${(NUMBERS.test(type) ? texts : texts.map(quoted)).join(',')}]`;
}

const NUMBERS = /^Array\(U?Int\d+\)$/;

/** A literal of text. A zero byte would end the statement where it is handed over. */
function quoted(text: string): string {
  return `'${text.replace(/[\\']/g, '\\$&').replaceAll('\0', '\\0')}'`;
}

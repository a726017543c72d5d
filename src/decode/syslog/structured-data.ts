import { malformed, type Parameter, type StructuredData, type SyslogProblem } from './message.ts';

/** SD-NAME: up to 32 visible characters but `=`, `]` and `"`. */
const NAME = /[!#-<>-\\^-~]{1,32}/y;
const ESCAPED = /\\(["\\\]])/g;

/** Reads the elements that begin at a place, one or more: RFC 5424, section 6.3. Linear in their length. */
export function readStructuredData(
  text: string,
  from: number,
): { readonly data: StructuredData; readonly end: number; readonly problem?: undefined } | SyslogProblem {
  const data = new Map<string, readonly Parameter[]>();
  let at = from;
  while (text[at] === '[') {
    const id = readName(text, at + 1);
    if (!id) return malformed('the id of structured data', at + 1);
    if (data.has(id)) return malformed('another id of structured data', at + 1);
    at += 1 + id.length;
    const parameters: Parameter[] = [];
    while (text[at] === ' ') {
      const name = readName(text, at + 1);
      if (!name) return malformed('the name of a parameter', at + 1);
      at += 1 + name.length;
      if (text[at] !== '=' || text[at + 1] !== '"') return malformed('=" behind the name of a parameter', at);
      const end = valueEnd(text, at + 2);
      if (text[end] !== '"') return malformed('" behind the value of a parameter', end);
      parameters.push({ name, value: unescaped(text.slice(at + 2, end)) });
      at = end + 1;
    }
    if (text[at] !== ']') return malformed('] behind structured data', at);
    data.set(id, parameters);
    at++;
  }
  return { data, end: at };
}

function readName(text: string, at: number): string {
  NAME.lastIndex = at;
  return NAME.exec(text)?.[0] ?? '';
}

/** Where the value ends that begins at a place: before the first `"` or `]` that is not escaped. */
function valueEnd(text: string, from: number): number {
  let at = from;
  while (at < text.length && text[at] !== '"' && text[at] !== ']')
    at += text[at] === '\\' && isEscape(text[at + 1]) ? 2 : 1;
  return at;
}

function isEscape(character: string | undefined): boolean {
  return character === '"' || character === '\\' || character === ']';
}

/** A backslash before any other character is one. */
function unescaped(value: string): string {
  return value.includes('\\') ? value.replace(ESCAPED, '$1') : value;
}

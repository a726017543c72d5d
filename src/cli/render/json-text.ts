import { scanObject, skipSpace, valueSpan } from '../../event/json-scan.ts';

/**
 * The members of a JSON object as they are written. `JSON.parse` would round integers beyond 2^53 and forget how
 * numbers were written, and a reader is owed what was recorded.
 */
export function membersOf(object: string): Map<string, string> {
  const bytes = Buffer.from(object);
  const members = new Map<string, string>();
  scanObject(bytes, skipSpace(bytes, 0, bytes.length), bytes.length, (key, start) => {
    const span = valueSpan(bytes, start, bytes.length);
    if (!span) return -1;
    members.set(key, bytes.toString('utf8', span.start, span.end));
    return span.end;
  });
  return members;
}

const TOKEN = /"(?:[^"\\]|\\.)*"|[{}[\],:]|[^\s{}[\],:"]+/gs;
const INDENT = '  ';

/** JSON text over several lines, every value written as it was. */
export function indentJson(json: string): string {
  let text = '';
  let depth = 0;
  let previous = '';
  const newLine = () => `\n${INDENT.repeat(depth)}`;
  for (const [token] of json.matchAll(TOKEN)) {
    const opened = previous === '{' || previous === '[';
    if (token === '}' || token === ']') {
      depth--;
      text += opened ? token : newLine() + token;
    } else if (token === ',' || token === ':') {
      text += token === ':' ? ': ' : token;
    } else {
      text += (opened || previous === ',' ? newLine() : '') + token;
      if (token === '{' || token === '[') depth++;
    }
    previous = token;
  }
  return text;
}

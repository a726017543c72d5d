/**
 * JSON with its integers as they are written: beyond 2^53, which `JSON.parse` would round, they are a `bigint`. Bodies of Kubernetes
 * hold such: quantities in bytes, ids, times in nanoseconds.
 */

/** Only such a run of digits can be an integer that is not safe. */
const LONG = /\d{16}/;
const INTEGER = /^-?\d+$/;
/** No integer that means something has more; converting takes more than linear time. */
const MAX_DIGITS = 1_000;
const TOKEN = /"[^"\\]*(?:\\.[^"\\]*)*"|[{}[\]]|[^\s{}[\],:"]+/gs;

interface Open {
  readonly items?: unknown[];
  readonly members?: [name: string, value: unknown][];
  /** The name of the member whose value comes next. */
  name?: string | undefined;
}

/** Reads JSON. Throws a SyntaxError as `JSON.parse` does. */
export function parseExact(text: string): unknown {
  const rounded: unknown = JSON.parse(text);
  return LONG.test(text) ? build(text) : rounded;
}

/** Builds the value of a text that is JSON. It does not call itself: nesting may be deep. */
function build(text: string): unknown {
  const open: Open[] = [];
  let whole: unknown;
  const put = (value: unknown) => {
    const inner = open.at(-1);
    if (!inner) whole = value;
    else if (inner.items) inner.items.push(value);
    else {
      inner.members?.push([inner.name ?? '', value]);
      inner.name = undefined;
    }
  };
  for (const [token] of text.matchAll(TOKEN)) {
    const inner = open.at(-1);
    if (token === '{') open.push({ members: [] });
    else if (token === '[') open.push({ items: [] });
    else if (token === '}' || token === ']') {
      open.pop();
      // A member named __proto__ is one like any other.
      put(inner?.items ?? Object.fromEntries(inner?.members ?? []));
    } else if (inner?.members && inner.name === undefined) inner.name = JSON.parse(token) as string;
    else put(scalar(token));
  }
  return whole;
}

function scalar(token: string): unknown {
  const isLong = token.length < MAX_DIGITS && INTEGER.test(token) && !Number.isSafeInteger(Number(token));
  return isLong ? BigInt(token) : JSON.parse(token);
}

/** Writes what `parseExact` reads, as `JSON.stringify` does; `space` is how far each level is indented. */
export function writeExact(value: unknown, space = 0): string {
  try {
    return JSON.stringify(value, undefined, space);
  } catch {
    // It throws where there is a bigint.
    return write(value, '', ' '.repeat(space));
  }
}

function write(value: unknown, indent: string, gap: string): string {
  if (typeof value === 'bigint') return String(value);
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null';
  const inner = indent + gap;
  const [first, last] = Array.isArray(value) ? '[]' : '{}';
  const parts = Array.isArray(value)
    ? value.map((item) => write(item, inner, gap))
    : Object.entries(value)
        .filter(([, member]) => member !== undefined)
        .map(([name, member]) => `${JSON.stringify(name)}:${gap && ' '}${write(member, inner, gap)}`);
  if (parts.length === 0) return `${first}${last}`;
  return gap ? `${first}\n${inner}${parts.join(`,\n${inner}`)}\n${indent}${last}` : `${first}${parts.join(',')}${last}`;
}

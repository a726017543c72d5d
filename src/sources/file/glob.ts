/** One part of a path pattern: a name as it is, names that match, or `**` for folders of any depth. */
export type GlobPart = string | RegExp | typeof ANY_DEPTH;

export const ANY_DEPTH = Symbol('**');

const MAGIC = /[*?[{\\]/;
const ESCAPED = /[.*+?^$()|{}\]\\]/g;
/** Of `{a,b}{c,d}…` each combination is a pattern; more are a mistake. */
const MAX_PATTERNS = 1_000;

/**
 * The parts of an absolute pattern, once for each combination of its `{a,b}`. `*` and `?` stand for characters other than
 * `/`, `[a-z]` and `[!a-z]` for one of some, `**` for folders of any depth, and `\` takes the meaning from what follows.
 * What begins with a dot is matched only by what does too. Throws RangeError where there are too many combinations.
 */
export function parseGlob(pattern: string): GlobPart[][] {
  return expandBraces(pattern).map((one) =>
    one
      .split('/')
      .filter((part) => part !== '' && part !== '.')
      .map((part) => (part === '**' ? ANY_DEPTH : MAGIC.test(part) ? partExpression(part) : part)),
  );
}

/** Whether a path matches one of some patterns; one without `/` is compared with the file's name alone. */
export function createPathMatch(patterns: readonly string[]): (path: string) => boolean {
  const expressions = patterns.flatMap((pattern) =>
    expandBraces(pattern).map((one) => (one.includes('/') ? pathExpression(one) : nameExpression(one))),
  );
  return (path) => expressions.some((expression) => expression.test(path));
}

function partExpression(part: string): RegExp {
  return new RegExp(`^${dotRule(part)}${translate(part)}$`, 'su');
}

function nameExpression(name: string): RegExp {
  return new RegExp(`(^|/)${translate(name)}$`, 'su');
}

function pathExpression(pattern: string): RegExp {
  const parts = pattern.split('/').filter((part) => part !== '' && part !== '.');
  const last = parts.length - 1;
  const translated = parts.map((part, i) => {
    if (part === '**') return i === last ? '/.*' : '(/[^/]+)*';
    return `/${translate(part)}`;
  });
  return new RegExp(`^${translated.join('')}$`, 'su');
}

function dotRule(part: string): string {
  return part.startsWith('.') ? '' : '(?!\\.)';
}

/** The expression of a part of a pattern. What is no valid class stands for itself. */
function translate(part: string): string {
  let out = '';
  for (let i = 0; i < part.length; i++) {
    const char = part[i] as string;
    const close = char === '[' ? part.indexOf(']', i + 2) : -1;
    if (char === '*') out += '[^/]*';
    else if (char === '?') out += '[^/]';
    else if (char === '\\' && i + 1 < part.length) out += literal(part[++i] as string);
    else if (close > 0) {
      const inner = part.slice(i + 1, close);
      const negated = inner.startsWith('!') || inner.startsWith('^');
      out += `[${negated ? '^/' : ''}${inner.slice(negated ? 1 : 0).replace(/[\\\][^]/g, '\\$&')}]`;
      i = close;
    } else out += literal(char);
  }
  return out;
}

function literal(char: string): string {
  return char === '[' ? '\\[' : char.replace(ESCAPED, '\\$&');
}

/** `a{b,c}` → `ab`, `ac`; braces may be nested. Braces without a comma stand for themselves. */
function expandBraces(pattern: string): string[] {
  const done: string[] = [];
  const open = [pattern];
  for (let one = open.pop(); one !== undefined; one = open.pop()) {
    const braces = firstBraces(one);
    if (!braces) done.push(one);
    else for (const choice of braces.choices) open.push(`${braces.before}${choice}${braces.after}`);
    if (done.length + open.length > MAX_PATTERNS) {
      throw new RangeError(`the braces of ${pattern} make more than ${MAX_PATTERNS} patterns`);
    }
  }
  return done.reverse();
}

interface Braces {
  readonly before: string;
  readonly choices: readonly string[];
  readonly after: string;
}

function firstBraces(pattern: string): Braces | undefined {
  let depth = 0;
  let start = -1;
  let commas: number[] = [];
  for (let i = 0; i < pattern.length; i++) {
    const char = pattern[i];
    if (char === '\\') i++;
    else if (char === '{' && depth++ === 0) {
      start = i;
      commas = [];
    } else if (char === ',' && depth === 1) commas.push(i);
    else if (char === '}' && depth > 0 && --depth === 0 && commas.length > 0) {
      const ends = [...commas, i];
      const choices = [start, ...commas].map((from, n) => pattern.slice(from + 1, ends[n]));
      return { before: pattern.slice(0, start), choices, after: pattern.slice(i + 1) };
    }
  }
  return undefined;
}

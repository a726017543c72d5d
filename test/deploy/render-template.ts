import { createHash } from 'node:crypto';
import { stringify } from 'yaml';
import type { Node } from './template-parser.ts';

/** What `.` and `$` are. */
interface Scope {
  readonly dot: unknown;
  readonly root: unknown;
}

type Named = ReadonlyMap<string, readonly Node[]>;
type Call = (...args: unknown[]) => unknown;

const FUNCTIONS: Readonly<Record<string, Call>> = {
  default: (fallback, value) => (isTrue(value) ? value : fallback),
  indent: (width, text) => indent(Number(width), String(text)),
  nindent: (width, text) => `\n${indent(Number(width), String(text))}`,
  or: (...values) => values.find(isTrue) ?? values.at(-1),
  printf: (format, ...values) => String(format).replace(/%s/g, () => String(values.shift())),
  quote: (value) => JSON.stringify(String(value)),
  sha256sum: (text) => createHash('sha256').update(String(text)).digest('hex'),
  toYaml: (value) => stringify(value, { lineWidth: 0 }).trimEnd(),
  trimSuffix: (suffix, text) =>
    String(text).endsWith(String(suffix)) ? String(text).slice(0, -String(suffix).length) : text,
  trunc: (length, text) => String(text).slice(0, Number(length)),
};

function indent(width: number, text: string): string {
  return text.replace(/^/gm, ' '.repeat(width));
}

/** As Go's templates see it: empty is false. */
function isTrue(value: unknown): boolean {
  if (Array.isArray(value)) return value.length > 0;
  return typeof value === 'object' && value !== null ? Object.keys(value).length > 0 : Boolean(value);
}

/** Renders as `helm template` does, but throws for a value that is not there, which Helm would leave empty. */
export function render(nodes: readonly Node[], scope: Scope, named: Named): string {
  return nodes.map((node) => renderNode(node, scope, named)).join('');
}

function renderNode(node: Node, scope: Scope, named: Named): string {
  switch (node.kind) {
    case 'text':
      return node.text;
    case 'define':
      return '';
    case 'print':
      return String(evaluate(node.expression, scope, named));
    case 'if':
      return render(isTrue(evaluate(node.expression, scope, named)) ? node.then : node.otherwise, scope, named);
    case 'with': {
      const dot = evaluate(node.expression, scope, named);
      return isTrue(dot) ? render(node.then, { ...scope, dot }, named) : render(node.otherwise, scope, named);
    }
    case 'range': {
      const list = evaluate(node.expression, scope, named) as readonly unknown[];
      return list.map((dot) => render(node.then, { ...scope, dot }, named)).join('');
    }
  }
}

/** `a b | c d`: what comes before a bar is the last argument of what is behind it. */
function evaluate(expression: string, scope: Scope, named: Named): unknown {
  let piped: unknown[] = [];
  for (const command of expression.split(/\s+\|\s+/)) piped = [call(command, scope, named, piped)];
  return piped[0];
}

const WORD = /"(?:[^"\\]|\\.)*"|\S+/g;

function call(command: string, scope: Scope, named: Named, piped: readonly unknown[]): unknown {
  const [first = '', ...words] = command.match(WORD) ?? [];
  if (!/^[a-zA-Z]/.test(first)) return term(first, scope);
  const args = [...words.map((word) => term(word, scope)), ...piped];
  if (first === 'include') {
    const [name, dot] = args;
    const body = named.get(name as string);
    if (!body) throw new Error(`Nothing is defined as ${name}.`);
    return render(body, { ...scope, dot }, named);
  }
  const known = FUNCTIONS[first];
  if (!known) throw new Error(`The function ${first} is not known here; add it, or write the template without.`);
  return known(...args);
}

function term(word: string, { dot, root }: Scope): unknown {
  if (word.startsWith('"')) return JSON.parse(word);
  if (/^-?\d+$/.test(word)) return Number(word);
  const path = /^(\$?)((?:\.\w+)+|\.?)$/.exec(word);
  if (!path) throw new Error(`“${word}” cannot be read here.`);
  let value = path[1] ? root : dot;
  for (const key of (path[2] as string).split('.').filter(Boolean)) {
    const holder = value as Record<string, unknown> | undefined;
    if (typeof holder !== 'object' || holder === null || !(key in holder))
      throw new Error(`There is no value ${word}.`);
    value = holder[key];
  }
  return value;
}

import { type Document, LineCounter, type Node, parseAllDocuments, type Scalar } from 'yaml';
import type { Place } from '../policy.ts';
import type { Problem } from '../problem.ts';
import { unknownAliases } from './aliases.ts';
import { repeatedKeys } from './repeated-keys.ts';

/** YAML or JSON, with a way to tell where a value stands in the text that was given. */
export interface YamlText {
  /** None where there is a syntax error. */
  readonly documents: readonly Document.Parsed[];
  readonly problems: readonly Problem[];
  placeOf(node: Node | null | undefined): Place;
  /** Reads the text that a value of this one holds, such as that of a ConfigMap. */
  inside(scalar: Scalar<string>): YamlText;
}

/** An offset in a text becomes a place in the text that was given. */
type Locate = (lines: LineCounter, offset: number) => Place;

/** Reads all documents of a text as Kubernetes does: in version 1.1 of YAML. */
export function readYaml(text: string, locate: Locate = placeAt): YamlText {
  const lines = new LineCounter();
  const options = { lineCounter: lines, prettyErrors: false, version: '1.1', uniqueKeys: false } as const;
  const parsed = parseAllDocuments(text, options);
  const documents = 'empty' in parsed ? [] : parsed;
  const problems = documents.flatMap((document) =>
    problemsOf(document).map(
      ({ message, offset }): Problem => ({ severity: 'error', path: '', message, ...locate(lines, offset) }),
    ),
  );
  const placeOf = (node: Node | null | undefined) => locate(lines, node?.range?.[0] ?? 0);
  return {
    documents: problems.length > 0 ? [] : documents,
    problems,
    placeOf,
    inside: (scalar) => {
      const start = placeOf(scalar);
      const indent = literalIndent(text, scalar);
      return readYaml(scalar.value, (inner, offset) => {
        if (indent === undefined) return start;
        const { line, column } = placeAt(inner, offset);
        return { line: start.line + line, column: indent + column };
      });
    },
  };
}

function problemsOf(document: Document.Parsed): { readonly message: string; readonly offset: number }[] {
  if (document.errors.length > 0)
    return document.errors.map(({ code, message, pos }) => ({
      message: code === 'RESOURCE_EXHAUSTION' ? 'it is nested too deeply' : message,
      offset: pos[0],
    }));
  return [
    ...repeatedKeys(document).map(({ range }) => ({ message: 'Map keys must be unique', offset: range?.[0] ?? 0 })),
    ...unknownAliases(document).map(({ source, range }) => ({
      message: `no value before it has the anchor &${source}`,
      offset: range?.[0] ?? 0,
    })),
  ];
}

function placeAt(lines: LineCounter, offset: number): Place {
  const { line, col: column } = lines.linePos(offset);
  return { line: Math.max(1, line), column: Math.max(1, column) };
}

/** How far a literal block is indented; `undefined` for other texts, whose lines do not stand as they were written. */
function literalIndent(text: string, { type, range, value }: Scalar<string>): number | undefined {
  if (type !== 'BLOCK_LITERAL' || !range) return undefined;
  const [first = ''] = text.slice(text.indexOf('\n', range[0]) + 1).split('\n', 1);
  const [line = ''] = value.split('\n', 1);
  return Math.max(0, first.trimEnd().length - line.trimEnd().length);
}

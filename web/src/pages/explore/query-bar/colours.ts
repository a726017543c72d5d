import { type Extension, RangeSetBuilder } from '@codemirror/state';
import { Decoration, type DecorationSet, EditorView, ViewPlugin, type ViewUpdate } from '@codemirror/view';
import { type Token, tokenize } from '../../../../../src/query/lexer.ts';

const MARKS = {
  field: Decoration.mark({ class: 'cm-kql-field' }),
  keyword: Decoration.mark({ class: 'cm-kql-keyword' }),
  sign: Decoration.mark({ class: 'cm-kql-sign' }),
  text: Decoration.mark({ class: 'cm-kql-text' }),
  number: Decoration.mark({ class: 'cm-kql-number' }),
} as const;

const look = EditorView.theme({
  '.cm-kql-field': { color: 'var(--accent)' },
  '.cm-kql-keyword': { color: 'var(--series-4)', fontWeight: '600' },
  '.cm-kql-sign': { color: 'var(--muted)' },
  '.cm-kql-text': { color: 'var(--allowed)' },
  '.cm-kql-number': { color: 'var(--series-6)' },
});

/** The colours of a query, from the server's own lexer. */
export function queryColours(): Extension {
  const plugin = ViewPlugin.fromClass(
    class {
      decorations: DecorationSet;
      constructor({ state }: EditorView) {
        this.decorations = decorationsOf(state.doc.toString());
      }
      update({ docChanged, state }: ViewUpdate) {
        if (docChanged) this.decorations = decorationsOf(state.doc.toString());
      }
    },
    { decorations: ({ decorations }) => decorations },
  );
  return [look, plugin];
}

function decorationsOf(text: string): DecorationSet {
  const builder = new RangeSetBuilder<Decoration>();
  const tokens = readable(text);
  tokens.forEach((token, i) => {
    const mark = MARKS[kindOf(token, tokens, i)];
    if (token.end > token.start) builder.add(token.start, token.end, mark);
  });
  return builder.finish();
}

/** As far as the text can be read: a quotation mark that is not closed yet ends it. */
function readable(text: string): readonly Token[] {
  try {
    return tokenize(text);
  } catch (error) {
    const { position } = (error as { context?: { position?: unknown } }).context ?? {};
    return typeof position === 'number' && position < text.length ? readable(text.slice(0, position)) : [];
  }
}

function kindOf(token: Token, tokens: readonly Token[], at: number): keyof typeof MARKS {
  if (token.kind === 'keyword') return 'keyword';
  if (token.kind === 'symbol' || token.kind === 'end') return 'sign';
  if (isName(tokens, at)) return 'field';
  return token.kind === 'word' && /^\d+$/.test(token.text) ? 'number' : 'text';
}

/** Parts of a name touch each other, and a sign follows. */
function isName(tokens: readonly Token[], at: number): boolean {
  let i = at;
  while (
    tokens[i]?.end === tokens[i + 1]?.start &&
    (tokens[i + 1]?.kind === 'word' || tokens[i + 1]?.kind === 'quoted')
  )
    i++;
  const next = tokens[i + 1];
  return next?.kind === 'symbol' && ![')', '(', '}', '{'].includes(next.symbol);
}

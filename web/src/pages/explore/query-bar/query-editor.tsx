import { type Diagnostic, forceLinting, linter } from '@codemirror/lint';
import { Prec } from '@codemirror/state';
import { EditorView, keymap, placeholder } from '@codemirror/view';
import { useEffect, useMemo, useRef } from 'react';
import { Editor } from '../../../ui/editor/editor.tsx';
import { queryColours } from './colours.ts';
import { type AskValues, queryCompletion } from './completion.ts';
import { mistakeIn } from './query-error.ts';

interface QueryEditorProps {
  readonly value: string;
  onChange(value: string): void;
  /** Enter was pressed. */
  onRun(value: string): void;
  readonly askValues: AskValues;
  onReady(view: EditorView): void;
}

/** How long after the last key a mistake is underlined, in milliseconds. */
const PAUSE_MS = 400;

/** Where a query is written: in colours, with completion, and with mistakes underlined in their place. */
export function QueryEditor({ value, onChange, onRun, askValues, onReady }: QueryEditorProps) {
  const latest = useRef({ onRun, askValues });
  useEffect(() => {
    latest.current = { onRun, askValues };
  });
  const extensions = useMemo(
    () => [
      EditorView.lineWrapping,
      placeholder('verb: delete and not user: system\\:*'),
      queryColours(),
      queryCompletion((...asked) => latest.current.askValues(...asked)),
      linter(({ state }) => diagnosticsOf(state.doc.toString()), { delay: PAUSE_MS }),
      Prec.high(
        keymap.of([
          {
            key: 'Enter',
            run: (view) => {
              forceLinting(view);
              latest.current.onRun(view.state.doc.toString());
              return true;
            },
          },
          { key: 'Escape', run: ({ contentDOM }) => leave(contentDOM) },
        ]),
      ),
    ],
    [],
  );
  return <Editor label="Query" value={value} onChange={onChange} extensions={extensions} onReady={onReady} />;
}

function leave(element: HTMLElement): boolean {
  element.blur();
  return true;
}

function diagnosticsOf(text: string): Diagnostic[] {
  const mistake = mistakeIn(text);
  if (!mistake) return [];
  const { message, suggestion } = mistake;
  // An empty place is not underlined.
  const [from, to] =
    mistake.to > mistake.from ? [mistake.from, mistake.to] : [Math.max(0, mistake.from - 1), mistake.from];
  const actions = suggestion
    ? [
        {
          name: `Use ${suggestion}`,
          apply: (view: EditorView, start: number, end: number) =>
            view.dispatch({ changes: { from: start, to: end, insert: suggestion } }),
        },
      ]
    : [];
  return [{ from, to, severity: 'error', message, actions }];
}

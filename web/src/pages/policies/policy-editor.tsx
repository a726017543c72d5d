import type { EditorView } from '@codemirror/view';
import type { Ref } from 'react';
import { useEffect, useImperativeHandle, useState } from 'react';
import { Editor } from '../../ui/editor/editor.tsx';
import { type Finding, goToLine, mark, POLICY_EXTENSIONS, reveal } from './editor-marks.ts';
import type { Insertion } from './insert-suggestion.ts';
import type { Lines } from './rule-lines.ts';

/** What the rest of the page may do with the editor. */
export interface EditorHandle {
  readonly goTo: (line: number) => void;
  /** As if somebody had written it: it can be taken back. */
  readonly insert: (insertion: Insertion) => void;
}

interface PolicyEditorProps {
  readonly text: string;
  readonly onChange: (text: string) => void;
  readonly findings: readonly Finding[];
  readonly deciding: Lines | undefined;
  readonly handle: Ref<EditorHandle>;
}

/** The text of a policy, with marks where something is wrong, and on the rule that decides. */
export function PolicyEditor({ text, onChange, findings, deciding, handle }: PolicyEditorProps) {
  const [view, setView] = useState<EditorView>();
  const { first, last } = deciding ?? {};
  useEffect(() => {
    if (view) mark(view, findings, first === undefined || last === undefined ? undefined : { first, last });
  }, [view, findings, first, last]);
  useEffect(() => {
    if (view && first !== undefined) reveal(view, first);
  }, [view, first]);
  useImperativeHandle(
    handle,
    () => ({
      goTo: (line) => view && goToLine(view, line),
      insert: ({ from, to, insert }) => {
        view?.dispatch({
          changes: { from, to, insert },
          selection: { anchor: from, head: from + insert.length },
          scrollIntoView: true,
        });
        view?.focus();
      },
    }),
    [view],
  );
  return <Editor value={text} onChange={onChange} label="Policy" extensions={POLICY_EXTENSIONS} onReady={setView} />;
}

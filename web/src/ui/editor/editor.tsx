import { defaultKeymap, history, historyKeymap } from '@codemirror/commands';
import { Compartment, EditorState, type Extension } from '@codemirror/state';
import { EditorView, keymap } from '@codemirror/view';
import { useEffect, useRef } from 'react';
import { nonce } from './nonce.ts';
import { editorTheme } from './theme.ts';
import { typingOver } from './typing-over.ts';
import { unseenChars } from './unseen-chars.ts';

interface EditorProps {
  readonly value: string;
  onChange(value: string): void;
  /** Its name, read out. */
  readonly label: string;
  /** Language, completion, keys; a new list takes the place of the one before. */
  readonly extensions: readonly Extension[];
  /** Given the view once it is there, for focus and jumps. */
  readonly onReady?: (view: EditorView) => void;
}

/** A text editor of CodeMirror, in the colours of the theme. Loaded by the pages that need it. */
export function Editor({ value, onChange, label, extensions, onReady }: EditorProps) {
  const place = useRef<HTMLDivElement>(null);
  const view = useRef<EditorView>(undefined);
  const given = useRef(new Compartment());
  const latest = useRef({ onChange, onReady, value, extensions });
  latest.current = { onChange, onReady, value, extensions };

  useEffect(() => {
    const { value: doc, extensions: first } = latest.current;
    const created = new EditorView({
      parent: place.current as HTMLElement,
      state: EditorState.create({
        doc,
        extensions: [
          given.current.of([...first]),
          history(),
          keymap.of([...defaultKeymap, ...historyKeymap]),
          editorTheme,
          typingOver,
          unseenChars,
          EditorView.cspNonce.of(nonce()),
          EditorView.contentAttributes.of({ 'aria-label': label }),
          EditorView.updateListener.of((update) => {
            if (update.docChanged) latest.current.onChange(update.state.doc.toString());
          }),
        ],
      }),
    });
    view.current = created;
    latest.current.onReady?.(created);
    return () => created.destroy();
  }, [label]);

  useEffect(() => {
    view.current?.dispatch({ effects: given.current.reconfigure([...extensions]) });
  }, [extensions]);

  // What comes from outside, such as a saved search, takes the place of what is written.
  useEffect(() => {
    const shown = view.current?.state.doc;
    if (!shown || shown.toString() === value) return;
    view.current?.dispatch({ changes: { from: 0, to: shown.length, insert: value } });
  }, [value]);

  return <div ref={place} />;
}

import { yaml } from '@codemirror/lang-yaml';
import { type Diagnostic, lintGutter, setDiagnostics } from '@codemirror/lint';
import { type EditorState, StateEffect, StateField } from '@codemirror/state';
import { Decoration, type DecorationSet, EditorView, lineNumbers } from '@codemirror/view';
import type { LintAnswer } from '../../../../src/api/contract.ts';
import type { Lines } from './rule-lines.ts';

export type Finding = LintAnswer['findings'][number];

const showRule = StateEffect.define<Lines | undefined>();
const marked = Decoration.line({ class: 'cm-decides' });

/** The lines of the rule that decides what is explained. */
const decidingRule = StateField.define<DecorationSet>({
  create: () => Decoration.none,
  update: (shown, { changes, effects, state }) => {
    const effect = effects.find((one) => one.is(showRule));
    return effect ? decorationsOf(state, effect.value) : shown.map(changes);
  },
  provide: (field) => EditorView.decorations.from(field),
});

function decorationsOf({ doc }: EditorState, lines: Lines | undefined): DecorationSet {
  if (!lines) return Decoration.none;
  const last = Math.min(lines.last, doc.lines);
  const count = Math.max(0, last - lines.first + 1);
  return Decoration.set(Array.from({ length: count }, (_, at) => marked.range(doc.line(lines.first + at).from)));
}

const look = EditorView.theme({
  '&': { height: '100%' },
  '.cm-scroller': { overflow: 'auto' },
  '.cm-decides': { background: 'var(--accent-soft)', boxShadow: 'inset 3px 0 0 var(--accent)' },
  '.cm-diagnostic': { padding: '6px 10px', maxWidth: '32rem', whiteSpace: 'pre-wrap' },
  '.cm-diagnostic-error': { borderLeftColor: 'var(--denied)' },
  '.cm-diagnostic-warning': { borderLeftColor: 'var(--failed)' },
  '.cm-diagnostic-info': { borderLeftColor: 'var(--accent)' },
});

/** What is revealed stands in the upper third. */
const REVEALED_AT = 3;

// A part that scrolls has to be reached by keyboard, and not every tool knows that one can write in it.
const reachable = EditorView.contentAttributes.of({ tabindex: '0' });

export const POLICY_EXTENSIONS = [yaml(), lineNumbers(), lintGutter(), decidingRule, look, reachable];

/** Marks the lines that something is wrong with, and those of the rule that decides. */
export function mark(view: EditorView, findings: readonly Finding[], rule: Lines | undefined): void {
  const diagnostics = findings.flatMap((finding) => diagnosticOf(view.state, finding));
  view.dispatch(setDiagnostics(view.state, diagnostics), { effects: showRule.of(rule) });
}

function diagnosticOf({ doc }: EditorState, { line, severity, message, reason = '' }: Finding): Diagnostic[] {
  // The text may be shorter by now.
  if (line > doc.lines) return [];
  const { from, to, text } = doc.line(Math.max(1, line));
  const begin = from + (text.length - text.trimStart().length);
  return [{ from: Math.min(begin, to), to, severity, message: reason === '' ? message : `${message}\n${reason}` }];
}

/** Brings a line into sight within the editor; the page stays where it is. */
export function reveal(view: EditorView, line: number): void {
  const { doc } = view.state;
  const { top } = view.lineBlockAt(doc.line(Math.min(line, doc.lines)).from);
  view.scrollDOM.scrollTop = Math.max(0, top - view.scrollDOM.clientHeight / REVEALED_AT);
}

/** Brings a line into sight and puts the cursor there. */
export function goToLine(view: EditorView, line: number): void {
  const { from } = view.state.doc.line(Math.min(Math.max(1, line), view.state.doc.lines));
  view.dispatch({ selection: { anchor: from }, effects: EditorView.scrollIntoView(from, { y: 'center' }) });
  view.focus();
}

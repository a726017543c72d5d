import { EditorView } from '@codemirror/view';

/**
 * Text that is typed over a selection takes its place by the editor, not by the browser: Chromium would keep the colour of what was
 * there in a style attribute, which the policy of the page forbids.
 */
export const typingOver = EditorView.domEventHandlers({
  beforeinput: (event, view) => {
    const { inputType, data, isComposing } = event;
    if (inputType !== 'insertText' || !data || isComposing || view.state.selection.main.empty) return false;
    event.preventDefault();
    view.dispatch(view.state.replaceSelection(data), { userEvent: 'input.type', scrollIntoView: true });
    return true;
  },
});

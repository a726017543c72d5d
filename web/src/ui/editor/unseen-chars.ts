import { highlightSpecialChars } from '@codemirror/view';
import { UNSEEN, visibleText } from '../visible-text.ts';

/** Writes out what is not seen, or turns the direction of writing: a query may come with a link that somebody else made. */
export const unseenChars = highlightSpecialChars({
  specialChars: UNSEEN,
  render: (code) => {
    const span = document.createElement('span');
    span.className = 'cm-specialChar';
    const char = String.fromCodePoint(code);
    span.textContent = visibleText(char, char.length).text;
    return span;
  },
});

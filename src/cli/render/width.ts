import stringWidth from 'string-width';

const ASCII = /^[\x20-\x7e]*$/;
const ELLIPSIS = '…';

/** A visible column takes at most this many UTF-16 code units: a pair of surrogates and four marks of two each. */
const MAX_UNITS_A_COLUMN = 10;

const graphemes = new Intl.Segmenter();

/** How many columns of a terminal the text takes: wide characters two, combining marks none. */
export function widthOf(text: string): number {
  return ASCII.test(text) ? text.length : stringWidth(text);
}

/** The text within so many columns, cut between graphemes and with … at the end where it is longer. */
export function cut(text: string, width: number): string {
  if (ASCII.test(text)) return text.length <= width ? text : text.slice(0, width - 1) + ELLIPSIS;
  const head = text.slice(0, (width + 1) * MAX_UNITS_A_COLUMN);
  if (head.length === text.length && widthOf(text) <= width) return text;
  let kept = '';
  let used = 0;
  for (const { segment } of graphemes.segment(head)) {
    used += widthOf(segment);
    if (used > width - 1) break;
    kept += segment;
  }
  return kept + ELLIPSIS;
}

export function padEnd(text: string, width: number): string {
  return text + ' '.repeat(Math.max(0, width - widthOf(text)));
}

export function padStart(text: string, width: number): string {
  return ' '.repeat(Math.max(0, width - widthOf(text))) + text;
}

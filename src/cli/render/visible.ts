/** What a terminal shows as itself. Anything else takes the slow path. */
const PLAIN = /^[\x20-\x7e]*$/;

/**
 * Characters that act on a terminal or that a reader cannot see or tell from a space: controls, formats (bidirectional
 * overrides, zero-width joiners, tags), what fonts leave blank, spaces other than the space, private and unassigned
 * characters, halves of surrogate pairs.
 */
const HIDDEN = /[\p{C}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\u2800]|(?! )\p{Zs}/gu;

/** Marks stacked higher than any script needs cover the neighbouring lines. */
const STACKED_MARKS = /(?<=\p{M}{4})\p{M}/gu;

/** A mark without a letter would sit on whatever was printed before. */
const LEADING_MARK = /^\p{M}/u;

const SHORT: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' };

function escaped(character: string): string {
  const short = SHORT[character];
  if (short !== undefined) return short;
  const code = character.codePointAt(0) as number;
  if (code <= 0xff) return `\\x${code.toString(16).padStart(2, '0')}`;
  if (code <= 0xffff) return `\\u${code.toString(16).padStart(4, '0')}`;
  return `\\u{${code.toString(16)}}`;
}

/**
 * JSON, or lines of it, as a terminal may safely show it: still JSON of the same value, with whatever would act on the
 * terminal, hide or deceive as `\\uXXXX` (RFC 8259). Line ends and tabs between tokens stay.
 */
export function visibleJson(json: string): string {
  return json.replace(HIDDEN, (character) =>
    character === '\n' || character === '\t' ? character : jsonEscape(character),
  );
}

function jsonEscape(character: string): string {
  return Array.from({ length: character.length }, (_, i) => {
    return `\\u${character.charCodeAt(i).toString(16).padStart(4, '0')}`;
  }).join('');
}

/**
 * Text as a reader may safely see it on one line: whatever would act on the terminal, hide or deceive is written as
 * an escape (`\x1b`, `\u202e`, `\n`). Whoever sends events chooses much of their text.
 */
export function visible(text: string): string {
  if (PLAIN.test(text)) return text;
  return text.replace(HIDDEN, escaped).replace(STACKED_MARKS, escaped).replace(LEADING_MARK, escaped);
}

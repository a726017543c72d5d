/**
 * Characters that are not seen, or that change how others are: controls, those that turn the direction of writing, those without
 * width, line separators, and half of a pair.
 */
export const UNSEEN =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for.
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]|[\u{e0000}-\u{e007f}]|\p{Surrogate}/gu;

/**
 * What a value from an event looks like as text: with what is unseen written out as `\u202e`, and cut after `max` UTF-16
 * units. `rest` is how many were cut off. Tabs and line ends stay.
 */
export function visibleText(value: string, max: number): { readonly text: string; readonly rest: number } {
  // Half of a pair would stand at the cut.
  const end = value.length > max && isHighSurrogate(value.charCodeAt(max - 1)) ? max - 1 : max;
  return { text: value.slice(0, end).replace(UNSEEN, written), rest: Math.max(0, value.length - end) };
}

function written(char: string): string {
  const code = char.codePointAt(0) ?? 0;
  return code > 0xffff ? `\\u{${code.toString(16)}}` : `\\u${code.toString(16).padStart(4, '0')}`;
}

function isHighSurrogate(unit: number): boolean {
  return unit >= 0xd800 && unit <= 0xdbff;
}

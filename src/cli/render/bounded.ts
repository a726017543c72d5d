/** More of one value than this is not read in a table or a description. In UTF-16 code units. */
export const MAX_SHOWN = 500;

/** The text, or its beginning and how long it is; `whole` is the option that shows all of it. */
export function bounded(text: string, whole: string): string {
  if (text.length <= MAX_SHOWN) return text;
  return head(text) + restNote(text, whole);
}

/** Never half of a pair of surrogates. */
function head(text: string): string {
  const splits = (text.codePointAt(MAX_SHOWN - 1) as number) > 0xffff;
  return text.slice(0, splits ? MAX_SHOWN - 1 : MAX_SHOWN);
}

function restNote(text: string, whole: string): string {
  let characters = 0;
  for (const _ of text) characters++;
  return `… (${characters.toLocaleString('en-US')} characters; ${whole} shows all)`;
}

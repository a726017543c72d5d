/** Where logs are flattened, a line holds several entries of the PKS API: each begins like this, behind a space. */
const HEAD = /(?<= )\d{4}-\d\d-\d\d \d\d:\d\d:\d\d[.,]\d{3} {1,4}[A-Z]{4,5} {1,4}\d{1,10} --- \[/g;
const FIRST = /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d[.,]\d{3} {1,4}[A-Z]{4,5} {1,4}\d{1,10} --- \[/;
const LOGGER = Buffer.from(' --- [');

/**
 * The entries that a line of text holds. Nearly every line is one, and is given as it is. An entry within quotation marks or braces
 * is what a user wrote, not one.
 */
export function splitEntries(line: Uint8Array): Uint8Array[] {
  const bytes = Buffer.from(line.buffer, line.byteOffset, line.length);
  const first = bytes.indexOf(LOGGER);
  if (first < 0 || bytes.indexOf(LOGGER, first + 1) < 0) return [line];
  // One character a byte, so that places in the text are places in the bytes.
  const text = bytes.toString('latin1');
  if (!FIRST.test(text)) return [line];
  const entries: Uint8Array[] = [];
  let from = 0;
  let depth = 0;
  let isQuoted = false;
  let at = 0;
  for (const { index } of text.matchAll(HEAD)) {
    for (; at < index; at++) {
      const character = text[at];
      if (character === '{') depth++;
      else if (character === '}') depth = Math.max(0, depth - 1);
      else if (character === "'" && depth === 0) isQuoted = !isQuoted;
    }
    if (depth > 0 || isQuoted) continue;
    entries.push(line.subarray(from, index - 1));
    from = index;
  }
  entries.push(line.subarray(from));
  return entries;
}

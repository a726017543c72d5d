/** An escaped backslash, a pair of surrogates, or half of one. */
const ESCAPES = /\\\\|\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|\\u[dD][89a-fA-F][0-9a-fA-F]{2}/g;
const HALF = 6;
const REPLACEMENT = '\\ufffd';

/**
 * Makes each `\ud83d` without its other half U+FFFD, in place: text that was cut holds them, and to jq they are an error
 * that ends the run. An escape must not go beyond the bytes.
 */
export function replaceHalfSurrogates(bytes: Uint8Array<ArrayBuffer>): void {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  if (!buffer.includes('\\ud') && !buffer.includes('\\uD')) return;
  const text = buffer.toString('latin1');
  for (const { 0: found, index } of text.matchAll(ESCAPES)) {
    if (found.length === HALF) buffer.write(REPLACEMENT, index, 'latin1');
  }
}

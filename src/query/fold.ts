/**
 * The form in which text is compared when case is ignored. The engine's `lowerUTF8` gives the same for every code point:
 * `test/query-fold.test.ts` compares them.
 */
export function fold(text: string): string {
  return text.toLowerCase();
}

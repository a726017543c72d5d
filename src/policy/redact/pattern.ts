/**
 * Secrets that give themselves away by how they are written, in any text. All patterns are linear, and meet JSON as it
 * stands, with its escapes.
 */
export interface Pattern {
  readonly name: string;
  readonly find: RegExp;
  /** What stays of a match, before what is removed. */
  readonly keep?: (match: RegExpMatchArray) => string;
  /** What a text has in which it is looked for; without it, every text. */
  readonly within?: RegExp;
  /** Whether a match is one. */
  readonly holds?: (secret: string, match: RegExpMatchArray) => boolean;
}

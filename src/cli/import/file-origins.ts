import { createHash } from 'node:crypto';

/** Where lines stand in the file that they are of. */
export interface LineOrigin {
  /** Tells contents apart that had the same name: a file that has grown since has the same. */
  readonly content: string;
  /** In bytes; of the lines of one node, where a file holds those of several. */
  readonly offset: number;
}

/** Of the first line, so much tells contents apart: times and ids stand at its beginning. */
const MAX_FIRST_LINE = 64 * 1024;
const CONTENT_DIGITS = 32;
const NEWLINE = 0x0a;

/** Counts on through the pieces of one file, which come in their order. */
export function createFileOrigins(): (node: string, bytes: Uint8Array) => LineOrigin {
  const known = new Map<string, { readonly content: string; offset: number }>();
  return (node, bytes) => {
    const state = known.get(node) ?? { content: contentOf(bytes), offset: 0 };
    known.set(node, state);
    const { content, offset } = state;
    state.offset += bytes.length;
    return { content, offset };
  };
}

function contentOf(bytes: Uint8Array): string {
  const lineEnd = bytes.indexOf(NEWLINE);
  const line = bytes.subarray(0, Math.min(lineEnd < 0 ? bytes.length : lineEnd, MAX_FIRST_LINE));
  return createHash('sha256').update(line).digest('hex').slice(0, CONTENT_DIGITS);
}

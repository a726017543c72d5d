const NEWLINE = '\n';

/**
 * The lines of a stream of UTF-8, without their ends: one batch for each chunk that ends a line, so that they can be
 * shown as soon as they come. A last line without an end is a line too; empty lines are not.
 */
export async function* lineBatches(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<readonly string[]> {
  const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
  let open: string[] = [];
  for await (const chunk of chunks) {
    const text = decoder.decode(chunk, { stream: true });
    const last = text.lastIndexOf(NEWLINE);
    if (last < 0) {
      open.push(text);
      continue;
    }
    open.push(text.slice(0, last));
    const lines = open.join('').split(NEWLINE).filter(Boolean);
    open = [text.slice(last + 1)];
    if (lines.length > 0) yield lines;
  }
  const rest = open.join('') + decoder.decode();
  if (rest) yield [rest];
}

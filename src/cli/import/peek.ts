export interface Peeked {
  /** At least as many bytes as asked for, or all there are. */
  readonly head: Uint8Array;
  /** The whole stream, the head included. It can be read once. */
  readonly all: AsyncIterable<Uint8Array>;
  /** Why the stream breaks off after its head, where it does. */
  readonly failure: { readonly error: unknown } | undefined;
}

/** Reads the beginning of a stream without losing it. A stream that fails after its first bytes fails when they were read. */
export async function peek(source: AsyncIterable<Uint8Array>, bytes: number): Promise<Peeked> {
  const iterator = source[Symbol.asyncIterator]();
  const chunks: Uint8Array[] = [];
  let size = 0;
  let failure: { readonly error: unknown } | undefined;
  while (size < bytes && !failure) {
    try {
      const { done, value } = await iterator.next();
      if (done) break;
      chunks.push(value);
      size += value.length;
    } catch (error) {
      if (size === 0) throw error;
      failure = { error };
    }
  }
  const head = Buffer.concat(chunks);

  async function* all(): AsyncGenerator<Uint8Array> {
    try {
      if (head.length > 0) yield head;
      if (failure) throw failure.error;
      for (let next = await iterator.next(); !next.done; next = await iterator.next()) yield next.value;
    } finally {
      await iterator.return?.();
    }
  }
  return { head, all: all(), failure };
}

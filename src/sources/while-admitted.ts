/**
 * The pieces of a body, each asked about as it comes: a body may take for ever, and its sender's credential may be taken
 * away meanwhile. Throws what `admit` throws; what came before stays.
 */
export async function* whileAdmitted(pieces: AsyncIterable<Buffer>, admit: () => void): AsyncGenerator<Buffer> {
  for await (const piece of pieces) {
    admit();
    yield piece;
  }
}

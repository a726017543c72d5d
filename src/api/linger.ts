import type { IncomingMessage } from 'node:http';

/**
 * A sender that is still sending when it is refused often reads the answer only afterwards; closed upon, it would see a
 * broken connection and no answer (RFC 9110, 15.5.14; RFC 9112, 9.6). So the rest is read and thrown away, within these
 * bounds: as much as the largest body that any source takes unless told, and as long as a slow network may need for it.
 */
const MAX_DISCARDED_BYTES = 256 * 1024 * 1024;
const MAX_LINGER_MS = 30_000;
/** Who has sent nothing for so long has read the answer, or never will. */
const IDLE_LINGER_MS = 5_000;

/** The text of an answer and, before it ends and the connection closes, the end of the request. */
export async function* answerThenLinger(text: string, request: IncomingMessage): AsyncGenerator<Buffer> {
  yield Buffer.from(text);
  await discardRest(request);
}

function discardRest(request: IncomingMessage): Promise<void> {
  return new Promise((resolve) => {
    let left = MAX_DISCARDED_BYTES;
    const whole = setTimeout(done, MAX_LINGER_MS);
    const idle = setTimeout(done, IDLE_LINGER_MS);

    function drop(piece: Buffer): void {
      idle.refresh();
      left -= piece.length;
      if (left < 0) done();
    }
    function done(): void {
      clearTimeout(whole);
      clearTimeout(idle);
      request.off('data', drop).off('end', done).off('close', done).pause();
      resolve();
    }
    // A sender that goes away is of no interest any more.
    request.on('error', () => {});
    request.on('data', drop).once('end', done).once('close', done);
    if (request.destroyed || request.readableEnded) done();
    else request.resume();
  });
}

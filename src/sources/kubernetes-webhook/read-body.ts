import type { Readable } from 'node:stream';
import { VerbatimError } from '../../errors.ts';

/** kube-apiserver gives a whole request 30 s; a sender that sends nothing for as long is gone. */
export const IDLE_MS = 30_000;
/** However slow the network: no audit webhook waits longer. Node's own bound for a request is the same. */
export const WHOLE_BODY_MS = 300_000;

export interface ReadBodyOptions {
  readonly maxBytes: number;
  /** Told how many bytes have arrived, piece by piece. What it throws ends the reading. */
  readonly received: (bytes: number) => void;
  readonly idleMs?: number;
  readonly wholeMs?: number;
}

/**
 * Reads a body to its end. Rejects with BODY_TOO_LARGE, BODY_TIMEOUT, BODY_INVALID where the sender goes away, or what
 * `received` throws. The stream is left open, so that the sender can still be answered.
 */
export function readBody(body: Readable, options: ReadBodyOptions): Promise<Buffer> {
  const { maxBytes, received, idleMs = IDLE_MS, wholeMs = WHOLE_BODY_MS } = options;
  const pieces: Buffer[] = [];
  let size = 0;

  return new Promise((resolve, reject) => {
    const idle = setTimeout(() => fail(late(`nothing came for ${idleMs / 1000} s`)), idleMs);
    const whole = setTimeout(() => fail(late(`it is not complete after ${wholeMs / 1000} s`)), wholeMs);

    function take(piece: Buffer): void {
      idle.refresh();
      size += piece.length;
      try {
        if (size > maxBytes) throw tooLarge(maxBytes);
        received(piece.length);
        pieces.push(piece);
      } catch (error) {
        fail(error);
      }
    }
    function end(): void {
      stop();
      resolve(Buffer.concat(pieces, size));
    }
    function fail(error: unknown): void {
      stop();
      body.pause();
      // What comes later of a body that is given up is of no interest.
      body.on('error', () => {});
      pieces.length = 0;
      reject(error);
    }
    function broken(cause?: Error): void {
      fail(new VerbatimError('BODY_INVALID', 'The connection ended within the body.', { cause }));
    }
    function stop(): void {
      clearTimeout(idle);
      clearTimeout(whole);
      body.off('data', take).off('end', end).off('error', broken).off('close', broken);
    }
    body.on('data', take).on('end', end).on('error', broken).on('close', broken);
  });
}

function late(why: string): VerbatimError {
  return new VerbatimError('BODY_TIMEOUT', `The body did not arrive in time: ${why}.`);
}

function tooLarge(maxBytes: number): VerbatimError {
  return new VerbatimError('BODY_TOO_LARGE', `The body is larger than max_body_bytes of this source, ${maxBytes}.`);
}

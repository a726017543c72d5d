import type { Readable } from 'node:stream';
import { VerbatimError } from '../errors.ts';

/** How slowly a body may come. Only the time in which the sender is waited for counts. */
export interface BodyBounds {
  /** Nothing at all comes for so long. */
  readonly idleMs: number;
  /** From the first wait to the end. Without it, a body may take for ever. */
  readonly wholeMs?: number;
  /** In each stretch of `overMs`, at least so many bytes. */
  readonly slowest?: { readonly bytes: number; readonly overMs: number };
}

/**
 * The pieces of a body as they arrive; while nobody takes any, no more are read than one. Throws BODY_TIMEOUT where the
 * sender is too slow, BODY_INVALID where it goes away. The stream is left open, so that the sender can still be answered.
 */
export async function* bodyPieces(body: Readable, bounds: BodyBounds): AsyncGenerator<Buffer> {
  const arrived: Buffer[] = [];
  let isComplete = false;
  let failure: VerbatimError | undefined;
  let wake: (() => void) | undefined;

  function take(piece: Buffer): void {
    arrived.push(piece);
    if (wake) wake();
    else body.pause();
  }
  function end(): void {
    isComplete = true;
    wake?.();
  }
  function broken(cause?: Error): void {
    failure ??= new VerbatimError('BODY_INVALID', 'The connection ended within the body.', { cause });
    wake?.();
  }
  const patience = createPatience(bounds);
  /** Resolves when something has come; `false` if not in time. */
  function arrival(): Promise<boolean> {
    return new Promise((resolve) => {
      const done = (inTime: boolean) => {
        clearTimeout(timer);
        wake = undefined;
        resolve(inTime);
      };
      const timer = setTimeout(() => done(false), patience.leftMs());
      wake = () => done(true);
      body.resume();
    });
  }

  // What comes later of a body that is given up is of no interest, but it must not end the process.
  body.on('error', () => {});
  body.on('data', take).on('end', end).on('error', broken).on('close', broken);
  body.pause();
  try {
    for (;;) {
      const piece = arrived.shift();
      if (piece) {
        patience.got(piece.length);
        yield piece;
      } else if (isComplete) return;
      else if (failure) throw failure;
      else {
        const since = performance.now();
        const inTime = await arrival();
        patience.waited(performance.now() - since);
        if (!inTime) throw patience.late();
      }
    }
  } finally {
    body.off('data', take).off('end', end).off('error', broken).off('close', broken);
  }
}

/** Follows how long a sender was waited for. */
function createPatience({ idleMs, wholeMs = Number.POSITIVE_INFINITY, slowest }: BodyBounds) {
  let wholeWaitedMs = 0;
  let waitedMs = 0;
  let bytes = 0;

  return {
    leftMs: () => Math.max(0, Math.min(idleMs, wholeMs - wholeWaitedMs)),
    waited: (ms: number) => {
      wholeWaitedMs += ms;
      waitedMs += ms;
    },
    /** Counts a piece. Throws BODY_TIMEOUT where a stretch of time brought too little. */
    got: (gained: number) => {
      bytes += gained;
      if (!slowest || waitedMs < slowest.overMs) return;
      if (bytes < slowest.bytes) {
        throw late(`only ${bytes} bytes came in ${seconds(waitedMs)} s; at least ${slowest.bytes} are expected`);
      }
      waitedMs = 0;
      bytes = 0;
    },
    late: () =>
      wholeWaitedMs >= wholeMs
        ? late(`it is not complete after ${seconds(wholeMs)} s`)
        : late(`nothing came for ${seconds(idleMs)} s`),
  };
}

function seconds(ms: number): number {
  return Math.round(ms) / 1000;
}

function late(why: string): VerbatimError {
  return new VerbatimError('BODY_TIMEOUT', `The body did not arrive in time: ${why}.`);
}

import type { FastifyPluginAsync } from 'fastify';

/**
 * Where events come from. A source hands what it receives to the intake unaltered, and acknowledges it, to whoever sent it
 * or by going on, only when that resolves. What is pushed back it leaves with the sender or brings again.
 */
export interface Source {
  /** Its endpoints, where it is sent to. */
  readonly routes?: FastifyPluginAsync;
  /** Begins to take by itself; resolves once it has begun. */
  readonly start?: () => Promise<void>;
  /** What it says to those who ask whether the server is ready. */
  readonly readiness?: {
    /** The name of its part. */
    readonly part: string;
    /** Why it does not take what is sent to it, as a sentence; `undefined` while it does. */
    readonly problem: () => string | undefined;
    /** Whether it speaks for itself alone: where it fetches, a problem of others keeps nobody's events from being taken. */
    readonly isAside?: boolean;
  };
  /** Takes nothing more. Resolves once nothing that it handed over is under way. */
  readonly stop?: () => Promise<void>;
}

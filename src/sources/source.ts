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
  /** Takes nothing more. Resolves once nothing that it handed over is under way. */
  readonly stop?: () => Promise<void>;
}

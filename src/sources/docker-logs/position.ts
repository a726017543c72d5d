import Type, { type Static } from 'typebox';
import { Value } from 'typebox/value';

const StampText = Type.String({ pattern: '^\\d+\\.\\d{9}$' });

/** How far one output of a container is read: up to a message, and into the next. */
export const OutputPosition = Type.Object({
  /** The time of the last message that was taken whole: seconds and nanoseconds. */
  at: StampText,
  /** How many messages of this very time were taken. */
  count: Type.Integer({ minimum: 0 }),
  /**
   * Bytes of the last of them, where it has no line feed, or follows one that has none: in the log of a terminal nothing
   * else may show where such a one ends.
   */
  length: Type.Optional(Type.Integer({ minimum: 0 })),
  /** Bytes that were taken of the message after them. */
  offset: Type.Optional(Type.Integer({ minimum: 1 })),
  /** Whether that is within a line that is longer than allowed. */
  inLongLine: Type.Optional(Type.Boolean()),
});
export type OutputPosition = Static<typeof OutputPosition>;

/**
 * How far a container's log is read. It stands in the envelope of every record of the log, so it is durable together
 * with what it says was read.
 */
export const LogPosition = Type.Object({
  /** The container's id: one that is created anew under the same name has another. */
  container: Type.String(),
  output: Type.Union([Type.Literal('stdout'), Type.Literal('stderr'), Type.Literal('tty')]),
  position: OutputPosition,
  /** Up to this time, all of all outputs was taken. */
  since: StampText,
  /** Counts the records of the container, so that of two positions the later is known. */
  turn: Type.Integer({ minimum: 1 }),
});
export type LogPosition = Static<typeof LogPosition>;

/** A position in what was kept; `undefined` where it is that of another source. */
export function parsePosition(value: unknown): LogPosition | undefined {
  return Value.Check(LogPosition, value) ? value : undefined;
}

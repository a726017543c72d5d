/** Bounds of jq, each with its reason. */

/** UTF-16 units of an expression. It is copied onto jq's stack of 64 KiB, at up to three bytes a unit. */
export const MAX_EXPRESSION_LENGTH = 10_000;

/** Bytes that go to or from jq in one message. Larger ones gain nothing; smaller ones cost more than jq's own work. */
export const BLOCK_BYTES = 64 * 1024;

/** Blocks of results that jq may be ahead of whoever reads them. */
export const MAX_PENDING_BLOCKS = 16;

/** UTF-16 units of one message. A message without an end is given in pieces. */
export const MAX_MESSAGE_LENGTH = 64 * 1024;

/** JavaScript heap of jq's thread, in MiB. jq's own heap is apart from it and ends at 256 MiB, by the package's build. */
export const THREAD_HEAP_MIB = 64;

/** How often jq's working time is looked at, in milliseconds. */
export const BUSY_TICK_MS = 25;

/** Bounds of one event, each with its reason. All sizes are in bytes. */

/** Nesting of objects and arrays. The engine's JSON reader stops at 1,024 levels; real bodies stay under 100. */
export const MAX_EVENT_DEPTH = 1_000;

/** One event. kube-apiserver caps request bodies at 3 MiB and etcd objects at 1.5 MiB; a list response can be far larger. */
export const MAX_EVENT_BYTES = 64 * 1024 * 1024;

/**
 * Objects and arrays in one event. An event of 10 kB has about a hundred; millions of empty ones in a few megabytes would
 * keep the parser busy for half a minute.
 */
export const MAX_EVENT_CONTAINERS = 1_000_000;

/** Events in one body. kube-apiserver sends up to 400; beyond this, what is left is kept as one that is not read. */
export const MAX_BODY_EVENTS = 500_000;

/** Characters of a name that a sentence about an event repeats. */
export const MAX_QUOTED_NAME = 100;

/** One name. kube-apiserver cuts userAgent at 1,024 characters; what compares with more is not worth planning for. */
export const MAX_NAME_LENGTH = 8_192;

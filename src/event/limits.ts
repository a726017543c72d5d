/** Bounds of one event, each with its reason. All sizes are in bytes. */

/** Nesting of objects and arrays. The engine's JSON reader stops at 1,024 levels; real bodies stay under 100. */
export const MAX_EVENT_DEPTH = 1_000;

/** One event. kube-apiserver caps request bodies at 3 MiB and etcd objects at 1.5 MiB; a list response can be far larger. */
export const MAX_EVENT_BYTES = 64 * 1024 * 1024;

/** One name that is kept in a dictionary column (user, verb, agent …). kube-apiserver cuts userAgent at 1,024 characters. */
export const MAX_NAME_LENGTH = 8_192;

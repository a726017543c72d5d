/** Bounds of the journal, each with its reason. All sizes are in bytes. */

/** A segment is rolled here: large enough that opening files costs nothing, small enough to scan in a moment on start. */
export const DEFAULT_SEGMENT_BYTES = 64 * 1024 * 1024;

/** Verification reads a segment at once, and one Buffer should hold it on every platform. */
export const MAX_SEGMENT_BYTES = 1024 * 1024 * 1024;

/** Bytes that wait to be written. One kube-apiserver body is about 39 MiB, so at least one always fits. */
export const DEFAULT_PENDING_BYTES = 64 * 1024 * 1024;

/** One group commit. More per fdatasync gains nothing and keeps the first batch of the group waiting. */
export const MAX_GROUP_BYTES = 8 * 1024 * 1024;

/** One record. Linux writes at most 2 GiB a call, and the lengths in a record are 32 bits. */
export const MAX_RECORD_BYTES = 1024 * 1024 * 1024;

/** The head of one record. A scan never trusts a length beyond this. */
export const MAX_HEAD_BYTES = 64 * 1024 * 1024;

/** Entries of one record: 2.5 MiB of index. kube-apiserver sends up to 400. */
export const MAX_RECORD_ENTRIES = 65_536;

/** One read from disk while following the journal; the entries of a batch are views of it. */
export const READ_CHUNK_BYTES = 2 * 1024 * 1024;

/** One read while only heads are wanted: that of 400 entries fits, the bodies between them are not read. */
export const HEAD_CHUNK_BYTES = 24 * 1024;

/** What one read batch holds unless the reader says otherwise; a single larger record is a batch of its own. */
export const DEFAULT_BATCH_BYTES = 4 * 1024 * 1024;

/** Places of damage that are remembered, so that each is reported once and not once a consumer. */
export const MAX_DAMAGE_PLACES = 10_000;

/** Plain bytes of one frame of a packed segment: reading one event unpacks so much; smaller frames pack less well. */
export const FRAME_BYTES = 1024 * 1024;

/** No frame is larger, whoever wrote it: what is read is held in memory. */
export const MAX_FRAME_BYTES = 64 * 1024 * 1024;

/** How often what is to be packed or removed is looked for. */
export const UPKEEP_EVERY_MS = 10_000;

/** The segment that is written is sealed once its first event is this share of the retention old, so that it can be removed. */
export const ROLL_AT_SHARE = 0.1;

/** A segment is packed so long after it was sealed: then its consumers have read it, and a burst of deliveries is over. */
export const PACK_AFTER_MS = 5 * 60_000;

/** Of the last entries, which are read on every start, so much stays plain at most: a second's reading, packed. */
export const MAX_PLAIN_BYTES = 1024 * 1024 * 1024;

/** Above this share of the quota segments are packed at once. */
export const PACK_AT_ONCE_SHARE = 0.5;

/** After packing failed, mostly for want of room, it is not tried again for so long: each try costs CPU. */
export const PACK_RETRY_MS = 60_000;

/** A segment that does not become smaller than this share of its size stays plain. */
export const WORTH_PACKING_SHARE = 0.9;

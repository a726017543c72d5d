/** What bytes are, by their beginning: names lie, and standard input has none. */
export type Kind = 'empty' | 'text' | 'gzip' | 'tar' | 'binary' | Unsupported;

/** Packings that are recognised so that the message can name them. */
export type Unsupported = 'zip' | 'zstd' | 'xz' | 'bzip2';

/** How many bytes tell: one block of a tar archive. */
export const HEAD_BYTES = 512;

const MAGIC: readonly (readonly [Kind, readonly number[]])[] = [
  ['gzip', [0x1f, 0x8b]],
  ['zip', [0x50, 0x4b, 0x03, 0x04]],
  ['zstd', [0x28, 0xb5, 0x2f, 0xfd]],
  ['xz', [0xfd, 0x37, 0x7a, 0x58, 0x5a]],
  ['bzip2', [0x42, 0x5a, 0x68]],
];

/** What the stream that begins with `head` is; `head` holds HEAD_BYTES or all there is. */
export function detect(head: Uint8Array): Kind {
  if (head.length === 0) return 'empty';
  for (const [kind, magic] of MAGIC) {
    if (magic.every((byte, i) => head[i] === byte)) return kind;
  }
  if (isTarHeader(head)) return 'tar';
  return head.includes(0) ? 'binary' : 'text';
}

export function isUnsupported(kind: Kind): kind is Unsupported {
  return kind === 'zip' || kind === 'zstd' || kind === 'xz' || kind === 'bzip2';
}

const CHECKSUM_START = 148;
const CHECKSUM_END = 156;
const SPACE = 0x20;

/** Every tar header, also one older than the `ustar` magic, holds the sum of its bytes (POSIX pax, "chksum"). */
function isTarHeader(head: Uint8Array): boolean {
  if (head.length < HEAD_BYTES || head[0] === 0) return false;
  let sum = 0;
  for (let at = 0; at < HEAD_BYTES; at++) {
    sum += at >= CHECKSUM_START && at < CHECKSUM_END ? SPACE : (head[at] as number);
  }
  const written = Buffer.from(head.subarray(CHECKSUM_START, CHECKSUM_END)).toString('latin1');
  const digits = /^[ \0]*([0-7]+)[ \0]*$/.exec(written)?.[1];
  return digits !== undefined && Number.parseInt(digits, 8) === sum;
}

import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { finished } from 'node:stream/promises';
import type { Found } from './found.ts';

/** Events on the disk, for the engine to sort: more of them than memory should hold. */
export interface Spool {
  readonly path: string;
  readonly add: (found: Found) => void | Promise<void>;
  readonly close: () => Promise<void>;
}

/** The format and the columns of a spool's rows. */
export const SPOOL_FORMAT = `'RowBinary', 'time Int64, file UInt32, row Int64, line String'`;

const FIXED_BYTES = 20;
const LONGEST_LENGTH = 5;

export function createSpool(path: string): Spool {
  const out = createWriteStream(path);
  return {
    path,
    add: (found) => {
      if (!out.write(encode(found))) return once(out, 'drain').then(() => {});
    },
    close: async () => {
      out.end();
      await finished(out);
    },
  };
}

function encode({ time, file, row, raw }: Found): Buffer {
  const bytes = Buffer.allocUnsafe(FIXED_BYTES + LONGEST_LENGTH + raw.length);
  let at = bytes.writeBigInt64LE(BigInt(time), 0);
  at = bytes.writeUInt32LE(file, at);
  at = bytes.writeBigInt64LE(BigInt(row), at);
  let size = raw.length;
  for (; size > 127; size = Math.floor(size / 128)) bytes[at++] = (size & 127) | 128;
  bytes[at++] = size;
  bytes.set(raw, at);
  return bytes.subarray(0, at + raw.length);
}

/** Reads what the engine writes as `RowBinary`. */
export interface BinaryReader {
  readonly isAtEnd: () => boolean;
  readonly integer: (bytes: 1 | 4) => number;
  /** Int64 or UInt64, within what a number holds. */
  readonly long: () => number;
  /** A view of the bytes of a String. */
  readonly bytes: () => Buffer;
}

export function createBinaryReader(buffer: Buffer): BinaryReader {
  let at = 0;
  function length(): number {
    let value = 0;
    for (let shift = 1; ; shift *= 128) {
      const byte = buffer[at++] as number;
      value += (byte & 127) * shift;
      if (byte < 128) return value;
    }
  }
  return {
    isAtEnd: () => at >= buffer.length,
    integer: (bytes) => {
      at += bytes;
      return buffer.readUIntLE(at - bytes, bytes);
    },
    long: () => {
      at += 8;
      return buffer.readUInt32LE(at - 8) + buffer.readInt32LE(at - 4) * 0x1_0000_0000;
    },
    bytes: () => {
      const size = length();
      at += size;
      return buffer.subarray(at - size, at);
    },
  };
}

import { brotliDecompressSync, crc32 } from 'node:zlib';
import type { Finding, Link } from './verify-segment.ts';

const HEADER = 32;
const INDEX = 20;
/** What is unpacked is held in memory. */
const MAX_PLAIN = 2 ** 31;

/** The plain bytes of a packed segment, zeros where a frame is damaged, and what is wrong with its frames and tables. */
export interface Unpacked {
  readonly plain: Buffer;
  readonly findings: readonly Finding[];
  /** What is wrong with what the index says of records. */
  readonly compare: (links: readonly Link[]) => readonly Finding[];
}

/** Checks every byte of a packed segment. */
export function unpackVerified(segment: string, bytes: Buffer): Unpacked {
  const findings: Finding[] = [];
  const damaged = (offset: number, detail: string) => findings.push({ kind: 'damaged', segment, offset, detail });

  const front = tableAt(bytes, (length) => [0, HEADER, HEADER + length]);
  const back = tableAt(bytes, (length) => [
    bytes.length - HEADER,
    bytes.length - HEADER - length,
    bytes.length - HEADER,
  ]);
  if (!front) damaged(0, 'The table at the start of the packed segment does not match its checksum.');
  if (!back) damaged(Math.max(0, bytes.length - HEADER), 'The table at its end does not match its checksum.');
  const table = front ?? back;
  if (!table) return { plain: Buffer.alloc(0), findings, compare: () => [] };
  if (front && back && !front.bytes.equals(back.bytes))
    damaged(0, 'The tables at both ends of the packed segment differ.');

  const { frameBytes, plainBytes, index } = table;
  const plain = Buffer.alloc(plainBytes);
  let at = HEADER + index.length;
  for (let entry = 0, start = 0; entry < index.length; entry += INDEX, start += frameBytes) {
    const frame = bytes.subarray(at, at + index.readUInt32LE(entry));
    const unpacked = crc32(frame) === index.readUInt32LE(entry + 4) ? unpack(frame, frameBytes) : undefined;
    if (unpacked?.length === Math.min(frameBytes, plainBytes - start)) unpacked.copy(plain, start);
    else damaged(at, `A frame is damaged; it holds the plain bytes from ${start} on.`);
    at += frame.length;
  }
  if (at + index.length + HEADER !== bytes.length)
    damaged(at, 'The frames do not end where the table at the end begins.');

  function compare(links: readonly Link[]): Finding[] {
    const wrong: Finding[] = [];
    for (let entry = 0, start = 0; entry < index.length; entry += INDEX, start += frameBytes) {
      const first = links.find(({ offset }) => offset >= start && offset < start + frameBytes);
      const said = [Number(index.readBigUInt64LE(entry + 8)), index.readUInt32LE(entry + 16)];
      if (said[0] === (first?.first ?? 0) && said[1] === (first ? first.offset - start : 0)) continue;
      const detail = 'The index names another first record of a frame than there is.';
      wrong.push({ kind: 'damaged', segment, offset: HEADER + entry, detail });
    }
    return wrong;
  }

  return { plain, findings, compare };
}

type Places = [header: number, indexFrom: number, indexTo: number];

/** The table whose header and index are where `places` says, given the index's length; `undefined` if it is damaged. */
function tableAt(bytes: Buffer, places: (indexLength: number) => Places) {
  const header = bytes.subarray(Math.max(0, places(0)[0]), Math.max(0, places(0)[0]) + HEADER);
  if (header.length < HEADER || header.toString('latin1', 0, 8) !== 'VERBATMZ') return undefined;
  const frameBytes = header.readUInt32LE(16);
  const plainBytes = Number(header.readBigUInt64LE(20));
  const length = Math.ceil(plainBytes / frameBytes) * INDEX;
  const [, from, to] = places(length);
  if (!(length <= bytes.length) || from < 0 || plainBytes > MAX_PLAIN) return undefined;
  const index = bytes.subarray(from, to);
  const table = Buffer.concat([header.subarray(0, 28), index]);
  if (crc32(table) !== header.readUInt32LE(28) || header.readUInt32LE(8) !== 1 || header.readUInt32LE(12) !== 1) {
    return undefined;
  }
  return { frameBytes, plainBytes, index, bytes: table };
}

function unpack(frame: Buffer, maxOutputLength: number): Buffer | undefined {
  try {
    return brotliDecompressSync(frame, { maxOutputLength });
  } catch {
    return undefined;
  }
}

import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { VerbatimError } from '../errors.ts';
import { contentCoding, FREE_BYTES, unpacked } from './content-coding.ts';

const PIECE = 64 * 1024;

async function* piecesOf(bytes: Buffer): AsyncGenerator<Buffer> {
  for (let at = 0; at < bytes.length; at += PIECE) yield bytes.subarray(at, at + PIECE);
}

/** How many bytes come of a packed body. */
async function bytesOf(packed: Buffer): Promise<number> {
  let bytes = 0;
  for await (const piece of unpacked(piecesOf(packed), 'gzip')) bytes += piece.length;
  return bytes;
}

test.each([
  [undefined, 'identity'],
  ['identity', 'identity'],
  ['gzip', 'gzip'],
  ['GZIP', 'gzip'],
  ['x-gzip', 'gzip'],
  ['zstd', 'zstd'],
])('%s is %s', (header, coding) => expect(contentCoding(header)).toBe(coding));

test.each(['br', 'deflate', 'zstd, zstd', 'gzip, gzip', 'gzip;q=1', 'constructor'])('%s is refused', (header) => {
  expect(() => contentCoding(header)).toThrow(expect.objectContaining({ code: 'ENCODING_UNSUPPORTED' }));
});

test('one member or several, all is unpacked', async () => {
  const text = Buffer.from('{"kind":"Event"}\n'.repeat(1000));
  const packed = gzipSync(text);
  expect(await bytesOf(packed)).toBe(text.length);
  expect(await bytesOf(Buffer.concat([packed, packed]))).toBe(2 * text.length);
});

test('a small body may unpack to anything', async () => {
  expect(await bytesOf(gzipSync(Buffer.alloc(FREE_BYTES)))).toBe(FREE_BYTES);
});

test('a bomb in zstd is refused', async () => {
  // Blocks that each repeat one byte 128 KiB times.
  const header = Buffer.from([0x28, 0xb5, 0x2f, 0xfd, 0, 56]);
  const blocks = Array.from({ length: 1_000 }, () => Buffer.from([0x02, 0x00, 0x10, 0x78]));
  const packed = Buffer.concat([header, ...blocks]);
  const read = async () => {
    for await (const _piece of unpacked(piecesOf(packed), 'zstd'));
  };
  await expect(read()).rejects.toMatchObject({ code: 'BODY_TOO_LARGE' });
});

test.each([
  ['a bomb', gzipSync(Buffer.alloc(FREE_BYTES + 1024 * 1024)), 'BODY_TOO_LARGE'],
  ['what is no gzip', Buffer.from('hello there'), 'BODY_INVALID'],
  ['what is cut off', gzipSync(Buffer.from('x'.repeat(1000))).subarray(0, 20), 'BODY_INVALID'],
])('%s is refused', async (_name, packed, code) => {
  await expect(bytesOf(packed)).rejects.toMatchObject({ code });
});

test('what the sender does wrong keeps its own error', async () => {
  async function* late(): AsyncGenerator<Buffer> {
    yield gzipSync('x').subarray(0, 10);
    throw new VerbatimError('BODY_TIMEOUT');
  }
  const read = async () => {
    for await (const _piece of unpacked(late(), 'gzip'));
  };
  await expect(read()).rejects.toMatchObject({ code: 'BODY_TIMEOUT' });
});

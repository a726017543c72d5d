import { describe, expect, test } from 'vitest';
import { VerbatimError } from '../errors.ts';
import { unzstd } from './zstd.ts';

const TEXT = '{"kind":"Event","verb":"get"}\n'.repeat(1000);
/** As `zstd -19` packs it, with a checksum. */
const PACKED = Buffer.from('KLUv/QRoNQEA8Hsia2luZCI6IkV2ZW50IiwidmVyYiI6ImdldCJ9CgEAPtRhV073xNO3', 'base64');
const MAGIC = [0x28, 0xb5, 0x2f, 0xfd];
const MiB = 1024 * 1024;

/** The header of a frame without its size, with a window of 2 to the power of `log` bytes. */
const header = (log: number) => Buffer.from([...MAGIC, 0, (log - 10) << 3]);
/** A block (RFC 8878, 3.1.1.2): of bytes as they are, or of one byte many times. */
function block(type: 'raw' | 'repeated', size: number, content: string, isLast: boolean): Buffer {
  const bits = (size << 3) | ({ raw: 0, repeated: 1 }[type] << 1) | Number(isLast);
  return Buffer.concat([Buffer.from([bits & 0xff, (bits >> 8) & 0xff, bits >> 16]), Buffer.from(content)]);
}
const frame = (text: string, log = 17) => Buffer.concat([header(log), block('raw', text.length, text, true)]);
const skippable = Buffer.from([0x50, 0x2a, 0x4d, 0x18, 3, 0, 0, 0, 1, 2, 3]);

async function* piecesOf(bytes: Buffer, size: number): AsyncGenerator<Buffer> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

async function textOf(packed: Buffer, size = 64 * 1024): Promise<string> {
  const all = [];
  for await (const piece of unzstd(piecesOf(packed, size))) all.push(piece);
  return Buffer.concat(all).toString();
}

test.each<[string, Buffer, string]>([
  ['what zstd packs', PACKED, TEXT],
  ['several frames', Buffer.concat([frame('one '), skippable, PACKED, frame('two')]), `one ${TEXT}two`],
  ['an empty frame', frame(''), ''],
  ['a window of 8 MiB', frame('one', 23), 'one'],
  [
    'more than fits a piece',
    Buffer.concat([header(17), block('repeated', 100_000, 'x', false), block('raw', 1, 'y', true)]),
    `${'x'.repeat(100_000)}y`,
  ],
])('%s is unpacked, however it comes', async (_name, packed, text) => {
  for (const size of [1, 7, 1_000_000]) expect(await textOf(packed, size)).toBe(text);
});

const damaged = Buffer.from(PACKED);
damaged[PACKED.length - 1]! ^= 1;

describe.each<[string, Buffer, string]>([
  ['what is no zstd', Buffer.from('hello there, this is text'), 'BODY_INVALID'],
  ['nothing', Buffer.alloc(0), 'BODY_INVALID'],
  ['what breaks off', PACKED.subarray(0, -1), 'BODY_INVALID'],
  ['what breaks off in a header', Buffer.from(MAGIC), 'BODY_INVALID'],
  ['a checksum that is wrong', damaged, 'BODY_INVALID'],
  ['what follows the last frame and is none', Buffer.concat([frame('one'), Buffer.from('two, more')]), 'BODY_INVALID'],
  ['a window of 32 MiB', frame('one', 25), 'BODY_TOO_LARGE'],
  ['a window of 1 GiB', frame('one', 30), 'BODY_INVALID'],
])('%s', (_name, packed, code) => {
  test('is refused, and the next is unpacked', async () => {
    for (const size of [1, 1_000_000]) await expect(textOf(packed, size)).rejects.toMatchObject({ code });
    expect(await textOf(PACKED)).toBe(TEXT);
  });
});

test('many are unpacked at once, and those beyond come again', async () => {
  const open = Array.from({ length: 33 }, () => unzstd(piecesOf(Buffer.concat([PACKED, PACKED]), 10)));
  const first = await Promise.allSettled(open.map((one) => one.next()));
  const refused = first.flatMap((one) => (one.status === 'rejected' ? [(one.reason as VerbatimError).code] : []));
  expect(refused).toEqual(['PUSH_BACK']);
  for (const one of open) await one.return(undefined);
  expect(await textOf(PACKED)).toBe(TEXT);
});

test('what the sender does wrong keeps its own error', async () => {
  async function* late(): AsyncGenerator<Buffer> {
    yield PACKED.subarray(0, 10);
    throw new VerbatimError('BODY_TIMEOUT');
  }
  await expect(unzstd(late()).next()).rejects.toMatchObject({ code: 'BODY_TIMEOUT' });
});

test('memory is given back: a thousand bodies with windows of 8 MiB find room', { timeout: 120_000 }, async () => {
  const packed = Buffer.concat([header(23), block('repeated', 100_000, 'x', true)]);
  for (let i = 0; i < 1000; i++) await textOf(packed);
  expect(process.memoryUsage().rss).toBeLessThan(1024 * MiB);
});

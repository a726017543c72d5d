import { hash } from 'node:crypto';
import { crc32 } from 'node:zlib';
import { expect, test } from 'vitest';
import { decodeBody } from './body.ts';
import { type Batch, encode, lengthOf, prepare } from './encode.ts';
import { MAX_RECORD_ENTRIES } from './limits.ts';
import { decodeHead, decodePrefix, hashesOf } from './record.ts';
import { ENVELOPE } from './testing.ts';

const marker = Buffer.from('abcd1234\x01\x02\x03\x04\x05\x06\x07\x08', 'latin1');
const previous = Buffer.alloc(32, 7);

function encoded(batch: Batch, firstSeq = 41): { bytes: Buffer; hash: Buffer } {
  const prepared = prepare(batch);
  const bytes = Buffer.alloc(lengthOf(prepared));
  return { bytes, hash: encode(prepared, { marker, firstSeq, previous }, bytes, 0) };
}

function decoded(bytes: Buffer, from = 0) {
  const prefix = decodePrefix(bytes, marker);
  const head = prefix && decodeHead(prefix, bytes.subarray(0, prefix.headLength));
  return head && { head, body: decodeBody(head, bytes.subarray(head.headLength), from) };
}

const META = { quarantine: { reason: 'invalid-json', detail: 'Line 1: “{” is never closed.' }, redacted: ['a'] };
const CASES: readonly (readonly [string, Batch])[] = [
  ['one event', { envelope: ENVELOPE, entries: [{ raw: Buffer.from('{}') }] }],
  ['no bytes at all', { envelope: ENVELOPE, entries: [{ raw: Buffer.alloc(0) }, { raw: Buffer.alloc(0) }] }],
  [
    'some with meta',
    { envelope: ENVELOPE, entries: [{ raw: Buffer.from('a') }, { raw: Buffer.from('{'), meta: META }] },
  ],
  ['bytes that are no text', { envelope: ENVELOPE, entries: [{ raw: Buffer.from([0, 255, 0xc3]) }] }],
  ['the marker as an event', { envelope: ENVELOPE, entries: [{ raw: marker }, { raw: marker }] }],
];

test.each(CASES)('gives back %s', (_, batch) => {
  const { bytes, hash: recordHash } = encoded(batch);
  const { head, body } = decoded(bytes)!;
  expect(head).toMatchObject({ firstSeq: 41, count: batch.entries.length, envelope: ENVELOPE });
  expect(hash('sha256', head.bytes, 'buffer')).toEqual(recordHash);
  expect(body.damaged).toEqual([]);
  expect(body.entries.map(({ raw, meta }) => ({ raw: Buffer.from(raw), meta }))).toEqual(
    batch.entries.map(({ raw, meta }) => ({ raw: Buffer.from(raw), meta })),
  );
  expect(hashesOf(head, 0)).toEqual(batch.entries.map(({ raw }) => hash('sha256', raw, 'buffer').toString('latin1')));
});

test('starts in the middle of a record', () => {
  const { bytes } = encoded({ envelope: ENVELOPE, entries: ['a', 'b', 'c'].map((raw) => ({ raw: Buffer.from(raw) })) });
  const { head, body } = decoded(bytes, 42)!;
  expect(body.entries.map(({ seq, raw }) => [seq, raw.toString()])).toEqual([
    [42, 'b'],
    [43, 'c'],
  ]);
  expect(hashesOf(head, 43)).toEqual([hash('sha256', 'c', 'buffer').toString('latin1')]);
});

test('the hash covers every byte of the head, and the head those of the body', () => {
  const batch = { envelope: ENVELOPE, entries: [{ raw: Buffer.from('abc'), meta: META }] };
  const { bytes } = encoded(batch);
  for (let at = 0; at < bytes.length; at++) {
    const flipped = Buffer.from(bytes);
    flipped[at]! ^= 1;
    expect(decoded(flipped)?.body.entries ?? [], `byte ${at}`).toEqual([]);
  }
});

test('a later version is refused, not taken for damage', () => {
  const { bytes } = encoded(CASES[0]![1]);
  bytes.writeUInt32LE(2, 16);
  bytes.writeUInt32LE(crc32(bytes.subarray(0, 84)), 84);
  expect(() => decoded(bytes)).toThrow(expect.objectContaining({ code: 'JOURNAL_FORMAT' }));
});

test.each([
  ['INTERNAL', []],
  ['BODY_TOO_LARGE', new Array(MAX_RECORD_ENTRIES + 1).fill({ raw: Buffer.alloc(0) })],
  ['BODY_TOO_LARGE', new Array(17).fill({ raw: Buffer.alloc(64 * 1024 * 1024) })],
])('%s for what is no record', (code, entries) => {
  expect(() => prepare({ envelope: ENVELOPE, entries })).toThrow(expect.objectContaining({ code }));
});

test('the format stays as it is', () => {
  const entries = [{ raw: Buffer.from('{"a":1}') }, { raw: Buffer.from('{'), meta: META }];
  const { bytes } = encoded({ envelope: ENVELOPE, entries });
  expect(hash('sha256', bytes)).toBe('7041141576c48a895f127b47049aa1fe9d3f9c3a142b3cbf81d0ce4e4d928dc2');
});

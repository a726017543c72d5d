import { appendFile, readFile, rename, rm, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';
import { expect, test } from 'vitest';
import { batchOf, segmentFiles, withDirectory, withJournal } from './testing.ts';
import { verify } from './verify.ts';
import type { Checkpoint } from './verify-segment.ts';

const META = { quarantine: { reason: 'invalid-json', detail: 'x' } };

/** Four segments, of three records each but the last; gives a checkpoint after each record. */
async function build(dir: string): Promise<Checkpoint[]> {
  const checkpoints: Checkpoint[] = [];
  await withJournal({ dir, segmentBytes: 1200 }, async (journal) => {
    for (let i = 0; i < 10; i++) {
      const { envelope, entries } = batchOf(`{"n":${i}}`, `second ${i}`);
      await journal.append({ envelope, entries: i === 1 ? [entries[0]!, { ...entries[1]!, meta: META }] : entries });
      const { nextSeq, hash } = journal.status();
      checkpoints.push({ nextSeq, hash });
    }
  });
  return checkpoints;
}

/** The records of a segment's bytes. */
function recordsOf(bytes: Buffer): Buffer[] {
  const marker = bytes.subarray(12, 28);
  const starts: number[] = [];
  for (let at = bytes.indexOf(marker, 72); at >= 0; at = bytes.indexOf(marker, at + 1)) starts.push(at);
  return starts.map((start, i) => bytes.subarray(start, starts[i + 1] ?? bytes.length));
}

test('a whole journal; without its beginning, that is missing', async () => {
  await withDirectory(async (dir) => {
    const checkpoints = await build(dir);
    const whole = await verify(dir, { checkpoints });
    expect(whole).toMatchObject({ ok: true, segments: 4, records: 10, entries: 20, firstSeq: 1, tornBytes: 0 });
    expect(whole.findings).toEqual([]);
    expect(whole.head).toEqual(checkpoints.at(-1));
    await rm((await segmentFiles(dir))[0]!);
    expect(await verify(dir)).toMatchObject({
      ok: false,
      firstSeq: 7,
      records: 7,
      findings: [{ kind: 'missing', firstSeq: 1, count: 6 }],
    });
  });
});

test('any flipped byte of a sealed segment and of the last one is found', async () => {
  await withDirectory(async (dir) => {
    await build(dir);
    const [, sealed, , last] = await segmentFiles(dir);
    for (const path of [sealed!, last!]) {
      const original = await readFile(path);
      for (let at = 0; at < original.length; at++) {
        const flipped = Buffer.from(original);
        flipped[at]! ^= 1 << (at % 8);
        await writeFile(path, flipped);
        const { ok, findings } = await verify(dir);
        expect(ok, `byte ${at}`).toBe(false);
        expect(findings[0]!.kind).toBe('damaged');
      }
      await writeFile(path, original);
    }
    expect((await verify(dir)).ok).toBe(true);
  });
}, 60_000);

type Change = (paths: readonly string[], records: readonly Buffer[], header: Buffer) => Promise<unknown>;
/** What is done to a journal, the changed segment being the second one with entries 7 to 12, and what is found. */
const CHANGES: readonly (readonly [string, Change, readonly object[]])[] = [
  ['a segment removed', ([, path]) => rm(path!), [{ kind: 'missing', firstSeq: 7, count: 6 }]],
  [
    'a record removed',
    ([, path], [a, , c], header) => writeFile(path!, Buffer.concat([header, a!, c!])),
    [{ kind: 'missing', firstSeq: 9, count: 2 }],
  ],
  [
    'a sealed segment’s end removed',
    async ([, path]) => truncate(path!, (await readFile(path!)).length - 1),
    [{ kind: 'damaged' }, { kind: 'missing', firstSeq: 11, count: 2 }],
  ],
  [
    'two records exchanged',
    ([, path], [a, b, c], header) => writeFile(path!, Buffer.concat([header, b!, a!, c!])),
    [{ kind: 'reordered', firstSeq: 7, count: 2 }],
  ],
  [
    'a record repeated',
    ([, path], [a, b, c], header) => writeFile(path!, Buffer.concat([header, a!, b!, b!, c!])),
    [{ kind: 'added', firstSeq: 9, count: 2 }],
  ],
  ['bytes added to a sealed segment', ([, path]) => appendFile(path!, 'more'), [{ kind: 'damaged' }]],
  [
    'a segment under another name',
    ([first, path]) => rename(path!, join(first!, '..', '00000000000000000008.vj')),
    [{ kind: 'damaged', offset: 28 }],
  ],
  [
    'an event replaced and every checksum of its record made to fit',
    ([, path], [a, b, c], header) => writeFile(path!, Buffer.concat([header, a!, forged(b!), c!])),
    [{ kind: 'altered', firstSeq: 11 }],
  ],
  [
    'a record put in between, with numbers of its own and every checksum made to fit',
    ([, path], [a, b, c], header) => writeFile(path!, Buffer.concat([header, a!, b!, numbered(b!, 11), c!])),
    [
      { kind: 'altered', firstSeq: 11 },
      { kind: 'added', firstSeq: 11 },
    ],
  ],
  [
    'the same in the last record of a segment',
    ([, path], [a, b, c], header) => writeFile(path!, Buffer.concat([header, a!, b!, forged(c!)])),
    [{ kind: 'altered', offset: 36 }],
  ],
];

/** A record with other numbers, whole by itself. */
function numbered(record: Buffer, firstSeq: number): Buffer {
  const bytes = Buffer.from(record);
  bytes.writeBigUInt64LE(BigInt(firstSeq), 24);
  bytes.writeUInt32LE(crc32(bytes.subarray(0, 84)), 84);
  return bytes;
}

/** A record that is another one, whole by itself. */
function forged(record: Buffer): Buffer {
  const bytes = Buffer.from(record);
  const headLength = bytes.readUInt32LE(36);
  bytes.write('X', 100);
  bytes.writeUInt32LE(crc32(bytes.subarray(88, headLength)), 44);
  bytes.writeUInt32LE(crc32(bytes.subarray(0, 84)), 84);
  return bytes;
}

test.each(CHANGES)('%s', async (_, change, expected) => {
  await withDirectory(async (dir) => {
    await build(dir);
    const paths = await segmentFiles(dir);
    const bytes = await readFile(paths[1]!);
    await change(paths, recordsOf(bytes), bytes.subarray(0, 72));
    const { ok, findings } = await verify(dir);
    expect(ok).toBe(false);
    expect(findings).toEqual(expect.arrayContaining(expected.map((one) => expect.objectContaining(one))));
  });
});

test('the last record of a sealed segment, cut anywhere, is found', async () => {
  await withDirectory(async (dir) => {
    await build(dir);
    const [, sealed] = await segmentFiles(dir);
    const original = await readFile(sealed!);
    const last = original.length - recordsOf(original).at(-1)!.length;
    for (let cut = last; cut < original.length; cut++) {
      await writeFile(sealed!, original.subarray(0, cut));
      const { ok, findings } = await verify(dir);
      expect(ok, `cut at ${cut}`).toBe(false);
      expect(findings).toContainEqual(expect.objectContaining({ kind: 'missing', firstSeq: 11, count: 2 }));
    }
  });
});

test('a removed or rewritten end is found by a checkpoint', async () => {
  await withDirectory(async (dir) => {
    const checkpoints = await build(dir);
    const paths = await segmentFiles(dir);
    await rm(paths[3]!);
    expect((await verify(dir)).ok).toBe(true);
    expect((await verify(dir, { checkpoints })).findings).toMatchObject([{ kind: 'missing' }]);
    const bytes = await readFile(paths[2]!);
    const records = recordsOf(bytes);
    await writeFile(
      paths[2]!,
      Buffer.concat([bytes.subarray(0, 72), ...records.slice(0, -1), forged(records.at(-1)!)]),
    );
    expect((await verify(dir)).ok).toBe(true);
    expect((await verify(dir, { checkpoints: [checkpoints[8]!] })).findings).toMatchObject([{ kind: 'altered' }]);
  });
});

test('the beginning of a record at the very end is no damage, elsewhere it is', async () => {
  await withDirectory(async (dir) => {
    await build(dir);
    const paths = await segmentFiles(dir);
    const last = await readFile(paths[3]!);
    await writeFile(paths[3]!, last.subarray(0, -1));
    expect(await verify(dir)).toMatchObject({ ok: true, records: 9, tornBytes: recordsOf(last)[0]!.length - 1 });
  });
});

test('an event that holds a forged record does not hide a damaged one', async () => {
  await withDirectory(async (dir) => {
    await withJournal({ dir }, async (journal) => {
      await journal.append(batchOf('a'));
      const [path] = await segmentFiles(dir);
      const known = await readFile(path!);
      const record = Buffer.from(recordsOf(known)[0]!);
      record.fill('x', 8, 16);
      record.writeUInt32LE(crc32(record.subarray(0, 84)), 84);
      await journal.append(batchOf(record, record));
      await journal.append(batchOf('c'));
    });
    const [path] = await segmentFiles(dir);
    const bytes = await readFile(path!);
    const second = bytes.length - recordsOf(bytes)[2]!.length - recordsOf(bytes)[1]!.length;
    bytes[second + 40]! ^= 1;
    await writeFile(path!, bytes);
    const damage = await withJournal({ dir }, async (journal) => {
      for await (const { records } of journal.read({ from: 1 })) {
        expect(records.map(({ firstSeq }) => firstSeq)).toEqual([1, 4]);
      }
    });
    expect(damage).toMatchObject([{ reason: 'record', firstSeq: 2, count: 2 }]);
    expect((await verify(dir)).findings).toMatchObject([
      { kind: 'damaged' },
      { kind: 'missing', firstSeq: 2, count: 2 },
    ]);
  });
});

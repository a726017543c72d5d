import { readFile, rm, writeFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { crc32 } from 'node:zlib';
import { beforeAll, expect, test } from 'vitest';
import { AN_HOUR_LATER, batchOf, segmentFiles, withDirectory, withJournal } from './testing.ts';
import { verify } from './verify.ts';

/** The bytes of two sealed segments of two records each and of the last one, by their names; the first two are packed. */
const files = new Map<string, Buffer>();

beforeAll(async () => {
  await withDirectory(async (dir) => {
    await withJournal({ dir, segmentBytes: 1300, pack: true, now: AN_HOUR_LATER }, async (journal) => {
      for (let n = 0; n < 5; n++) await journal.append(batchOf(`${n} ${'word '.repeat(60)}`));
      await journal.upkeep();
    });
    for (const path of await segmentFiles(dir)) files.set(basename(path), await readFile(path));
  });
});

/** What is found in the journal when its second segment is `bytes`. */
async function verifyWith(dir: string, bytes: Buffer) {
  for (const [name, content] of files) await writeFile(`${dir}/${name}`, name === SECOND ? bytes : content);
  return verify(dir);
}

const SECOND = '00000000000000000003.vjz';
const second = () => files.get(SECOND)!;

test('packed segments are whole', async () => {
  await withDirectory(async (dir) => {
    expect([...files.keys()]).toEqual(['00000000000000000001.vjz', SECOND, '00000000000000000005.vj']);
    expect(await verifyWith(dir, second())).toMatchObject({ ok: true, entries: 5, segments: 3 });
  });
});

test('any flipped byte is found', async () => {
  await withDirectory(async (dir) => {
    for (let at = 0; at < second().length; at++) {
      const flipped = Buffer.from(second());
      flipped[at]! ^= 1 << (at % 8);
      const { ok, findings } = await verifyWith(dir, flipped);
      expect(ok, `byte ${at}`).toBe(false);
      expect(findings[0]).toMatchObject({ kind: 'damaged', segment: SECOND });
    }
  });
});

test('an end cut anywhere is found', async () => {
  await withDirectory(async (dir) => {
    for (let cut = 0; cut < second().length; cut++) {
      expect((await verifyWith(dir, second().subarray(0, cut))).ok, `cut at ${cut}`).toBe(false);
    }
  });
});

test.each<[string, (bytes: Buffer) => Buffer, RegExp]>([
  ['bytes after it', (bytes) => Buffer.concat([bytes, Buffer.from('x')]), /table at its end/],
  ['bytes between its frames and its end', (bytes) => spliced(bytes, bytes.length - 52), /do not end where/],
  ['an index that names another record', (bytes) => indexed(bytes, 9), /another first record/],
  ['the segment before it under its name', () => files.get('00000000000000000001.vjz')!, /first number is not/],
])('%s is found', async (_what, change, detail) => {
  await withDirectory(async (dir) => {
    const { findings } = await verifyWith(dir, change(second()));
    expect(findings).toContainEqual(expect.objectContaining({ detail: expect.stringMatching(detail) }));
  });
});

test('a packed segment that is gone is missing', async () => {
  await withDirectory(async (dir) => {
    await verifyWith(dir, second());
    await rm(`${dir}/${SECOND}`);
    expect((await verify(dir)).findings).toMatchObject([{ kind: 'missing', firstSeq: 3, count: 2 }]);
  });
});

test('a plain segment beside it is the same, or one of them was put there', async () => {
  await withDirectory(async (dir) => {
    await verifyWith(dir, second());
    await writeFile(`${dir}/00000000000000000005.vjz`, second());
    expect((await verify(dir)).findings).toContainEqual(
      expect.objectContaining({ kind: 'added', segment: '00000000000000000005.vjz' }),
    );
  });
});

function spliced(bytes: Buffer, at: number): Buffer {
  return Buffer.concat([bytes.subarray(0, at), Buffer.from('x'), bytes.subarray(at)]);
}

/** Both tables made to say that the only frame begins with another record, and their checksums made to fit. */
function indexed(bytes: Buffer, firstSeq: number): Buffer {
  const changed = Buffer.from(bytes);
  for (const [header, index] of [
    [0, 32],
    [bytes.length - 32, bytes.length - 52],
  ] as const) {
    changed.writeBigUInt64LE(BigInt(firstSeq), index + 8);
    const crc = crc32(changed.subarray(index, index + 20), crc32(changed.subarray(header, header + 28)));
    changed.writeUInt32LE(crc, header + 28);
  }
  return changed;
}

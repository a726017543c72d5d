import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openChdb } from './chdb.ts';
import type { Engine } from './engine.ts';
import { writeValues } from './literals.ts';

let folder: string;
let engine: Engine;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'verbatim-literals-'));
  engine = await openChdb({ path: join(folder, 'store'), memoryBytes: 512 * 1024 * 1024 });
});
afterAll(async () => {
  await engine.close();
  await rm(folder, { recursive: true, force: true });
});

test.each([
  ['text', 'SELECT {a:String}', { a: 'x' }, "SELECT 'x'"],
  ['what would end a literal', 'SELECT {a:String}', { a: "\\'; DROP" }, "SELECT '\\\\\\'; DROP'"],
  ['a number', 'LIMIT {n:UInt32}', { n: 5 }, "LIMIT CAST('5' AS UInt32)"],
  ['a list', 'IN {l:Array(String)}', { l: ["a'"] }, "IN CAST('[\\'a\\\\\\'\\']' AS Array(String))"],
  [
    'a value that looks like a place',
    'SELECT {a:String}, {b:String}',
    { a: '{b:String}', b: 'c' },
    "SELECT '{b:String}', 'c'",
  ],
  ['only what is given', 'SELECT {a:String}, {toString:String}', { a: 'x' }, "SELECT 'x', {toString:String}"],
])('writes %s', (_, statement, params, written) => {
  expect(writeValues(statement, params)).toBe(written);
});

/** Of what can end, begin or hide something in a statement. */
const hostile = fc.string({
  unit: fc.oneof(
    fc.constantFrom("'", '\\', '"', '`', '\0', '\n', '\r', '\t', '{', '}', '--', '/*', '$', ';', ',', '[', ']', '😀'),
    fc.string({ unit: 'binary', maxLength: 2 }),
  ),
  maxLength: 24,
});

test('every value comes back as it was, whatever stands in it', { timeout: 60_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(hostile, fc.array(hostile, { maxLength: 5 }), async (text, list) => {
      const sql =
        'SELECT hex({text:String}), arrayMap(x -> hex(x), {list:Array(String)}), {text:String} IN {list:Array(String)}';
      const hex = (one: string) => Buffer.from(one).toString('hex').toUpperCase();
      expect(await engine.query(sql, { text, list })).toEqual([
        [hex(text), list.map(hex), list.map(hex).includes(hex(text)) ? 1 : 0],
      ]);
    }),
    { numRuns: 200 },
  );
});

test('numbers, times and identifiers come back as they were', async () => {
  const id = '0b1c0000-0000-4000-8000-00000000000a';
  const sql = `SELECT toString({least:Int64}), toString({most:UInt64}), {seqs:Array(UInt64)}, {ids:Array(UUID)}, {times:Array(DateTime('UTC'))}, {none:Array(String)}`;
  const params = {
    least: '-9223372036854775808',
    most: '18446744073709551615',
    seqs: [1, '2'],
    ids: [id],
    times: ['2026-03-01 00:05:00'],
    none: [],
  };
  const [row] = await engine.query(sql, params);
  expect(row?.map((value) => (Array.isArray(value) ? value.map(String) : String(value)))).toEqual([
    params.least,
    params.most,
    ['1', '2'],
    [id],
    ['2026-03-01 00:05:00'],
    [],
  ]);
});

test('a question with a value waits for no other, and is stopped', { timeout: 60_000 }, async () => {
  const leaving = new AbortController();
  const endless = 'SELECT sum(cityHash64(number)) FROM numbers(1000000000000) WHERE number > {least:UInt64}';
  const asked = engine.query(endless, { least: 1 }, { signal: leaving.signal });
  asked.catch(() => {});
  expect(await engine.query('SELECT {a:String}', { a: 'x' })).toEqual([['x']]);
  leaving.abort();
  await expect(asked).rejects.toMatchObject({ code: 'BUSY' });
});

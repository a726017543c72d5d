import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { type ClickHouseClient, type ClickHouseClientConfigOptions, createClient } from '@clickhouse/client';
import { createChdbConnection } from 'chdb/connection';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AuditRecord } from '../src/event/record.ts';
import { fileMapping } from '../src/query/file-mapping.ts';
import type { Filter } from '../src/query/filter.ts';
import { formatQuery } from '../src/query/format-query.ts';
import type { Mapping } from '../src/query/mapping.ts';
import { tableMapping } from '../src/query/table-mapping.ts';
import { toPredicate } from '../src/query/to-predicate.ts';
import { toSql } from '../src/query/to-sql.ts';
import { createBatchEncoder } from '../src/store/encode-batch.ts';
import { envelope, filter, quarantined, records } from './query-arbitraries.ts';

const path = mkdtempSync(join(tmpdir(), 'verbatim-query-'));
let client: ClickHouseClient;

beforeAll(async () => {
  // The two packages declare one contract twice.
  const connection = createChdbConnection({ path }) as unknown as NonNullable<ClickHouseClientConfigOptions['connection']>;
  client = createClient({ connection });
  const ddl = readFileSync(new URL('../src/store/migrations/0001-events.sql', import.meta.url), 'utf8');
  await client.command({ query: ddl });
  await client.command({ query: 'CREATE TABLE lines (seq UInt64, line String) ENGINE = Memory' });
});

afterAll(async () => {
  await client.close();
  rmSync(path, { recursive: true, force: true });
});

const encodeBatch = createBatchEncoder();

async function fillTable(batch: readonly AuditRecord[]): Promise<void> {
  await client.command({ query: 'TRUNCATE TABLE events' });
  const rows = encodeBatch(batch.map((record, seq) => ({ ...record, journal: 'j', seq })));
  await client.insert({ table: 'events', values: Readable.from([rows], { objectMode: false }), format: 'TabSeparated' });
}

async function fillLines(batch: readonly AuditRecord[]): Promise<void> {
  await client.command({ query: 'TRUNCATE TABLE lines' });
  const values = batch.map((record, seq) => ({ seq, line: Buffer.from(record.raw).toString() }));
  await client.insert({ table: 'lines', values, format: 'JSONEachRow' });
}

/** Which of the records the engine finds, in two ways: as a value of every row, and as a condition that indexes may serve. */
async function ask(table: string, mapping: Mapping, of: Filter): Promise<{ value: number[]; where: number[] }> {
  const { sql, params } = toSql(of, { mapping });
  const value = await select(`SELECT seq FROM (SELECT seq, ${sql} AS hit FROM ${table}) WHERE hit ORDER BY seq`, params);
  return { value, where: await select(`SELECT seq FROM ${table} WHERE ${sql} ORDER BY seq`, params) };
}

async function select(query: string, params: Readonly<Record<string, unknown>>): Promise<number[]> {
  const result = await client.query({ query, query_params: { ...params }, format: 'JSONCompactEachRow' });
  return (await result.json<[string]>()).map(([seq]) => Number(seq));
}

async function compareBackends(table: string, mapping: Mapping, batch: readonly AuditRecord[], of: Filter) {
  const test = toPredicate(of);
  const expected = batch.flatMap((record, seq) => (test(record) ? [seq] : []));
  if (process.env['HITS']) console.log(of.op, 'field' in of ? of.field.field.type : '', expected.length, batch.length);
  if (process.env['DBG'] && JSON.stringify(await ask(table, mapping, of)) !== JSON.stringify({value: expected, where: expected})) { const got = await ask(table, mapping, of); const bad = [...new Set([...expected.filter((x) => !got.value.includes(x)), ...got.value.filter((x) => !expected.includes(x))])]; console.log('BAD', formatQuery(of), JSON.stringify(bad.map((i) => batch[i]!.event)), JSON.stringify(bad.map((i)=>Buffer.from(batch[i]!.raw).toString()))); }
  expect(await ask(table, mapping, of), formatQuery(of)).toEqual({ value: expected, where: expected });
}

const ROUNDS = { numRuns: Number(process.env['QUERY_ROUNDS'] ?? 12), endOnFailure: true };

describe('SQL and predicate give the same answer', () => {
  it('on the events table', async () => {
    const batches = fc.array(fc.oneof({ weight: 9, arbitrary: records(envelope) }, { weight: 1, arbitrary: quarantined }), {
      minLength: 1,
      maxLength: 40,
    });
    await fc.assert(
      fc.asyncProperty(batches, fc.array(filter, { minLength: 20, maxLength: 20 }), async (batch, filters) => {
        await fillTable(batch);
        for (const of of filters) await compareBackends('events', tableMapping, batch, of);
      }),
      ROUNDS,
    );
  });

  it('on a file of JSON lines', async () => {
    const batches = envelope.chain((from) =>
      fc.tuple(fc.constant(from), fc.array(records(fc.constant(from)), { minLength: 1, maxLength: 40 })),
    );
    await fc.assert(
      fc.asyncProperty(batches, fc.array(filter, { minLength: 20, maxLength: 20 }), async ([from, batch], filters) => {
        await fillLines(batch);
        for (const of of filters) await compareBackends('lines', fileMapping('line', from), batch, of);
      }),
      ROUNDS,
    );
  });
});

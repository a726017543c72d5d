import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AuditRecord, Envelope } from '../src/event/record.ts';
import { fileMapping } from '../src/query/file-mapping.ts';
import type { Filter } from '../src/query/filter.ts';
import { formatQuery } from '../src/query/format-query.ts';
import type { Mapping } from '../src/query/mapping.ts';
import { tableMapping } from '../src/query/table-mapping.ts';
import { toPredicate } from '../src/query/to-predicate.ts';
import { toSql } from '../src/query/to-sql.ts';
import { EVENT_COLUMNS } from '../src/store/event-columns.ts';
import { createEventsTable, openEngine } from './query/engine.ts';
import { factsOf } from './query/facts.ts';
import { filters } from './query/filters.ts';
import { envelope, quarantined, records } from './query/records.ts';
import { encodeRecords } from './support/encode.ts';

const { client, select, insert, close } = openEngine();
afterAll(close);

beforeAll(async () => {
  await createEventsTable(client);
  await client.command({ query: 'CREATE TABLE lines (seq UInt64, line String) ENGINE = Memory' });
});

async function fillTable(batch: readonly AuditRecord[]): Promise<void> {
  await client.command({ query: 'TRUNCATE TABLE events' });
  const rows = batch.map((record, seq) => ({ ...record, journal: 'j', seq }));
  await insert('events', EVENT_COLUMNS, [encodeRecords(rows)]);
}

async function fillLines(batch: readonly AuditRecord[]): Promise<void> {
  await client.command({ query: 'TRUNCATE TABLE lines' });
  const values = batch.map((record, seq) => ({ seq, line: Buffer.from(record.raw).toString() }));
  await client.insert({ table: 'lines', values, format: 'JSONEachRow' });
}

/** Which of the records the engine finds, in two ways: as a value of every row, and as a condition that indexes may serve. */
async function ask(table: string, mapping: Mapping, of: Filter): Promise<{ value: number[]; where: number[] }> {
  const { sql, params } = toSql(of, { mapping });
  const values = await select(`SELECT ${sql} FROM ${table} ORDER BY seq`, params);
  const found = await select(`SELECT seq FROM ${table} WHERE ${sql} ORDER BY seq`, params);
  return {
    value: values.flatMap(([hit], seq) => (hit === true || hit === 1 ? [seq] : [])),
    where: found.map(([seq]) => Number(seq)),
  };
}

async function compareBackends(table: string, mapping: Mapping, batch: readonly AuditRecord[], of: Filter) {
  const test = toPredicate(of);
  const expected = batch.flatMap((record, seq) => (test(record) ? [seq] : []));
  expect(await ask(table, mapping, of), formatQuery(of)).toEqual({ value: expected, where: expected });
}

/** Rounds of 20 questions about up to 40 records. */
const ROUNDS = { numRuns: Number(process.env.QUERY_ROUNDS ?? 12), endOnFailure: true };

function withQuestions(batches: fc.Arbitrary<AuditRecord[]>): fc.Arbitrary<[AuditRecord[], Filter[]]> {
  return batches.chain((batch) => {
    const questions = fc.array(filters(factsOf(batch)), { minLength: 20, maxLength: 20 });
    return fc.tuple(fc.constant(batch), questions);
  });
}

describe('SQL and predicate give the same answer', () => {
  it('on the events table', async () => {
    const record = fc.oneof({ weight: 9, arbitrary: records(envelope) }, { weight: 1, arbitrary: quarantined });
    const batches = fc.array(record, { minLength: 1, maxLength: 40 });
    await fc.assert(
      fc.asyncProperty(withQuestions(batches), async ([batch, questions]) => {
        await fillTable(batch);
        for (const of of questions) await compareBackends('events', tableMapping, batch, of);
      }),
      ROUNDS,
    );
  });

  it('on a file of JSON lines', async () => {
    // A line of a file is the event itself.
    const line = (from: Envelope) => records(fc.constant(from)).map((record) => ({ ...record, native: true }));
    const batches = envelope.chain((from) => fc.array(line(from), { minLength: 1, maxLength: 40 }));
    await fc.assert(
      fc.asyncProperty(withQuestions(batches), async ([batch, questions]) => {
        await fillLines(batch);
        const mapping = fileMapping('line', batch[0] as AuditRecord);
        for (const of of questions) await compareBackends('lines', mapping, batch, of);
      }),
      ROUNDS,
    );
  });
});

import { afterAll, beforeAll, expect, test } from 'vitest';
import { FIELDS } from '../../src/event/fields.ts';
import { SEARCHED_TEXT } from '../../src/query/table-mapping.ts';
import { answerSql, HOW, WHO } from '../../src/store/answer-columns.ts';
import { createEventCells } from '../../src/store/event-cells.ts';
import { eventColumns } from '../../src/store/event-columns.ts';
import { createEventsTable, openEngine } from '../query/engine.ts';

const { client, select, close } = openEngine();
const types = new Map<string, string>();

beforeAll(async () => {
  await createEventsTable(client);
  const rows = await select(
    "SELECT name, type FROM system.columns WHERE database = currentDatabase() AND table = 'events' AND default_kind IN ('', 'DEFAULT', 'EPHEMERAL')",
  );
  for (const [name, type] of rows as [string, string][]) types.set(name, type);
});
afterAll(close);

test('every field has its column', () => {
  for (const { name, column } of FIELDS) expect(types.has(column), `${name} → ${column}`).toBe(true);
});

test('the encoder writes every column, in its type', () => {
  const columns = eventColumns(createEventCells());
  expect(new Set(columns.map(({ name }) => name))).toEqual(new Set(types.keys()));
  for (const { name, data } of columns) {
    expect(types.get(name), name).toBe(data.type);
  }
});

async function expressionOf(name: string): Promise<{ kind: unknown; sql: unknown }> {
  const [row] = await select(
    "SELECT default_kind, default_expression FROM system.columns WHERE database = currentDatabase() AND table = 'events' AND name = {name:String}",
    { name },
  );
  return { kind: row?.[0], sql: row?.[1] };
}

async function asWritten(sql: string): Promise<unknown> {
  const [row] = await select('SELECT formatQuerySingleLine({sql:String})', { sql: `SELECT ${sql}` });
  return String(row?.[0]).replace(/^SELECT /, '');
}

test.each([
  ['who', WHO],
  ['how', HOW],
])('%s is what answers are read from', async (name, columns) => {
  expect(await expressionOf(name)).toEqual({ kind: 'DEFAULT', sql: await asWritten(answerSql(columns)) });
});

test.each([
  [SEARCHED_TEXT.column, 'ALIAS', SEARCHED_TEXT.alias],
  ...Object.entries(SEARCHED_TEXT.names).map(([name, expression]) => [name, 'MATERIALIZED', expression]),
  ...Object.entries(SEARCHED_TEXT.words).map(([name, expression]) => [name, 'EPHEMERAL', expression]),
])('%s is what the query language expects', async (name, kind, sql) => {
  expect(await expressionOf(name)).toEqual({ kind, sql: await asWritten(sql) });
});

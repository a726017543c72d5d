import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseQuery } from '../src/query/parse-query.ts';
import { SEARCHED_TEXT, tableMapping } from '../src/query/table-mapping.ts';
import { toSql } from '../src/query/to-sql.ts';
import { createEventsTable, openEngine } from './query/engine.ts';

const { client, select, close } = openEngine();
afterAll(close);

/** Rows in five granules; the rare words stand in the last. */
const ROWS = 40_000;

beforeAll(async () => {
  await createEventsTable(client);
  const cells = [
    "'get' AS verb, 'alice' AS user_username, fromUnixTimestamp64Micro(toInt64(number), 'UTC') AS time",
    `if(number = ${ROWS - 1}, '/api/v1/secrets/db-Password', '/api/v1/pods') AS request_uri`,
    `if(number = ${ROWS - 1}, '{"a":"curl\\\\nzebra"}', '') AS request_object`,
  ];
  const columns = 'verb, user_username, time, request_uri, request_object';
  await client.command({ query: `INSERT INTO events (${columns}) SELECT ${cells.join(', ')} FROM numbers(${ROWS})` });
});

async function planOf(query: string): Promise<string> {
  const { sql, params } = toSql(parseQuery(query, 0), { mapping: tableMapping });
  return (await select(`EXPLAIN SELECT count() FROM events WHERE ${sql}`, params)).join('\n');
}

async function found(query: string): Promise<number> {
  const { sql, params } = toSql(parseQuery(query, 0), { mapping: tableMapping });
  const [row] = await select(`SELECT count() FROM events WHERE ${sql}`, params);
  return Number(row?.[0]);
}

describe('the index of all text', () => {
  it.each([
    ['zebra', 1],
    ['verb: get and zebra', 1],
    ['unheard', 0],
    ['alice', ROWS],
  ])('answers %s without reading any text', async (query, count) => {
    expect(await found(query)).toBe(count);
    const plan = await planOf(query);
    expect(plan).toContain('__text_index_searched_words');
    expect(plan).not.toContain('request_object');
  });

  it.each([
    ['db-password', 1],
    ['db-pass*', 1],
    ['"alice zebra"', 0],
    ['"curl zebra"', 1],
  ])('comes before the text for %s', async (query, count) => {
    expect(await found(query)).toBe(count);
    expect(await planOf(query)).toContain('__text_index_searched_words');
  });

  const ddl = readFileSync(new URL('../src/store/migrations/0001-events.sql', import.meta.url), 'utf8');
  const declared = ddl.includes(SEARCHED_TEXT.column);

  it.skipIf(!declared)('is of the text that the field table gives', () => {
    const dense = (text: string) => text.replace(/\s+/g, '');
    expect(dense(ddl)).toContain(dense(`${SEARCHED_TEXT.column} String ALIAS ${SEARCHED_TEXT.alias}`));
    expect(dense(ddl)).toContain(dense(`INDEX ${SEARCHED_TEXT.index}`));
  });
});

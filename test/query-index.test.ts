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

async function granulesRead(query: string): Promise<string | undefined> {
  const { sql, params } = toSql(parseQuery(query, 0), { mapping: tableMapping });
  const plan = (await select(`EXPLAIN indexes = 1 SELECT count() FROM events WHERE ${sql}`, params)).map(
    ([line]) => line,
  );
  return /Name: searched_words[\s\S]*?Granules: (\d+\/\d+)/.exec(plan.join('\n'))?.[1];
}

describe('the index of all text', () => {
  it.each([
    ['zebra', '1/5'],
    ['db-password', '1/5'],
    ['"alice zebra"', '1/5'],
    ['db-pass*', '1/5'],
    ['verb: get and zebra', '1/5'],
    ['unheard', '0/5'],
    ['alice', '5/5'],
  ])('%s reads %s granules', async (query, granules) => {
    expect(await granulesRead(query)).toBe(granules);
  });

  const ddl = readFileSync(new URL('../src/store/migrations/0001-events.sql', import.meta.url), 'utf8');
  const declared = ddl.includes(SEARCHED_TEXT.column);

  it.skipIf(!declared)('is of the text that the field table gives', () => {
    const dense = (text: string) => text.replace(/\s+/g, '');
    expect(dense(ddl)).toContain(dense(`${SEARCHED_TEXT.column} String ALIAS ${SEARCHED_TEXT.alias}`));
    expect(dense(ddl)).toContain(dense(`INDEX ${SEARCHED_TEXT.index}`));
  });
});

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fileMapping } from '../src/query/file-mapping.ts';
import { parseQuery } from '../src/query/parse-query.ts';
import { tableMapping } from '../src/query/table-mapping.ts';
import { toSql } from '../src/query/to-sql.ts';
import { createEventsTable, openEngine } from './query/engine.ts';

const { client, select, close } = openEngine();
afterAll(close);
beforeAll(() => createEventsTable(client));

const ENVELOPE = { cluster: '', platform: '', component: '', node: '', source: '', receivedAt: '' };
const MAPPINGS = { events: tableMapping, "(SELECT '{}' AS line)": fileMapping('line', ENVELOPE) };

function joined(count: number, term: (at: number) => string): string {
  return Array.from({ length: count }, (_, at) => term(at)).join(' or ');
}

/** The engine must be told that a statement may be larger than its default of 256 KiB. */
const SETTINGS = 'SETTINGS max_query_size = 4194304';

describe('the largest queries that are read can be run', () => {
  it.each([
    ['nested by not', `${'not '.repeat(100)}verb: a`],
    ['nested by parentheses', `${'(verb: a and not ('.repeat(33)}verb: b${'))'.repeat(33)}`],
    ['with most conditions', joined(500, (at) => `user: "user ${at}"`)],
    ['with most conditions that ignore case', joined(500, (at) => `user.groups: ~*${at}*`)],
    ['with most searches', joined(50, (at) => `"word ${at}"`)],
    ['with the longest phrase', `"${`${'z'.repeat(500)} `.repeat(64)}"`],
    ['with the longest word', `${'z'.repeat(32_000)}*`],
    ['with the longest pattern', `user: ~${`${'z'.repeat(2_000)}*`.repeat(16)}`],
    ['with the longest path', `requestObject${'.a'.repeat(31)}: x`],
    ['with many paths', joined(250, (at) => `requestObject.spec.containers.image: image${at}`)],
    ['with most fields', joined(10, (at) => `*: "value ${at}"`)],
  ])('%s', async (_, query) => {
    const filter = parseQuery(query, 0);
    for (const [table, mapping] of Object.entries(MAPPINGS)) {
      const { sql, params } = toSql(filter, { mapping });
      const rows = await select(`SELECT count() FROM ${table} WHERE ${sql} ${SETTINGS}`, params);
      expect(rows).toHaveLength(1);
      expect(sql.length, 'characters').toBeLessThan(2 ** 20);
    }
  });
});

import { join } from 'node:path';
import { expect, test } from 'vitest';
import { parseQuery } from '../../src/query/parse-query.ts';
import { tableMapping } from '../../src/query/table-mapping.ts';
import { toSql } from '../../src/query/to-sql.ts';
import { openChdb } from '../../src/store/chdb.ts';
import { EVENT_COLUMNS } from '../../src/store/event-columns.ts';
import { migrations } from '../../src/store/migrate.ts';
import { openStore, type Store } from '../../src/store/store.ts';
import { encodeRecords } from '../support/encode.ts';
import { temporaryDirectory } from '../support/temporary.ts';
import { record } from './contract.ts';
import { TRAPS } from './traps.ts';

const directory = await temporaryDirectory();
const LATER = ['who', 'how', 'who_words', 'how_words'];

async function found(store: Store, query: string): Promise<string[]> {
  const where = toSql(parseQuery(query, 0), { mapping: tableMapping });
  const { records } = await store.page({ where }, { limit: 100, order: 'asc' });
  return records.map(({ id, summary, raw }) => `${id} ${summary} ${raw.toString()}`);
}

test('what was stored before answers were kept together is found and answered as what came after', async () => {
  const engine = await openChdb({ path: join(directory, 'store'), memoryBytes: 1 << 30 });
  const [first] = migrations();
  for (const statement of first?.statements ?? []) await engine.command(statement);
  // Long values take another way to the same answer.
  const small = TRAPS.filter(([, raw]) => raw.length < 100_000);
  const rowsOf = (journal: string) => small.map(([, raw], i) => record(i + 1, raw, { journal }));
  const earlier = EVENT_COLUMNS.filter((name) => !LATER.includes(name));
  await engine.insert('events', earlier, [encodeRecords(rowsOf('old'))]);

  const store = await openStore(engine);
  await store.load(encodeRecords(rowsOf('new')));
  const of = (all: string[], journal: string) =>
    all.filter((one) => one.startsWith(journal)).map((one) => one.slice(journal.length));
  for (const query of ['', 'bob', '"kube-apiserver"', 'alice and denied']) {
    const all = await found(store, query);
    expect(of(all, 'old').sort(), query).toEqual(of(all, 'new').sort());
    expect(all.length, query).toBeGreaterThan(0);
  }
  expect(of(await found(store, ''), 'old')).toHaveLength(small.length);
  await store.close();
}, 60_000);

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openChdb } from './chdb.ts';
import type { Engine } from './engine.ts';

const MiB = 1024 * 1024;

async function withEngine(memoryBytes: number, use: (engine: Engine) => Promise<void>): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'verbatim-chdb-'));
  const engine = await openChdb({ path: join(folder, 'store'), memoryBytes });
  try {
    await use(engine);
  } finally {
    await engine.close();
    await rm(folder, { recursive: true, force: true });
  }
}

/** It would take an hour. */
const ENDLESS = 'SELECT sum(cityHash64(number)) FROM numbers(1000000000000)';

test('a question that its asker abandons is stopped, and its connection serves others', async () => {
  await withEngine(768 * MiB, async (engine) => {
    const running = async () =>
      Number(
        (
          await engine.query(`SELECT count() FROM system.processes WHERE query LIKE '%cityHash64%'`, {}, { self: true })
        )[0]?.[0],
      );
    // As many as there are connections: others could not be asked.
    const leaving = new AbortController();
    const asked = [1, 2, 3].map(() => engine.query(ENDLESS, {}, { signal: leaving.signal }));
    for (const one of asked) one.catch(() => {});
    // One of those that are counted is the count itself.
    await expect.poll(running, { timeout: 10_000 }).toBe(4);
    leaving.abort();
    for (const one of asked) await expect(one).rejects.toMatchObject({ code: 'BUSY' });
    expect(await engine.query('SELECT 1')).toEqual([[1]]);
    expect(await running()).toBe(1);
  });
});

test('a question that is running when the store closes is stopped', async () => {
  let asked: Promise<unknown> = Promise.resolve();
  await withEngine(512 * MiB, async (engine) => {
    asked = engine.query(ENDLESS);
    asked.catch(() => {});
  });
  await expect(asked).rejects.toMatchObject({ code: 'BUSY' });
});

test('a question beyond its memory is refused, one that can go on on the disk is answered, and loading goes on', async () => {
  await withEngine(256 * MiB, async (engine) => {
    await engine.command('CREATE TABLE n (n UInt64) ENGINE = MergeTree ORDER BY n');
    const refused = engine.query('SELECT length(groupArray(number)) FROM numbers(1000000000)');
    await engine.command('INSERT INTO n SELECT number FROM numbers(100000)');
    await expect(refused).rejects.toMatchObject({ code: 'QUERY_LIMIT', message: expect.stringContaining('memory') });
    const groups = 'SELECT count() FROM (SELECT number % 10000000 AS n, count() FROM numbers(10000000) GROUP BY n)';
    expect(await engine.query(groups)).toEqual([[10_000_000]]);
  });
});

test('what a question had answered when it failed is in no later answer', async () => {
  await withEngine(1024 * MiB, async (engine) => {
    const failing = `SELECT number, throwIf(number = 50000)
      FROM (SELECT number FROM numbers(100000) SETTINGS max_block_size = 1000)`;
    for (const self of [true, false]) {
      await expect(engine.query(failing, {}, { self })).rejects.toMatchObject({ code: 'STORE_QUERY' });
      // As many as there are connections.
      const answers = await Promise.all(Array.from({ length: 8 }, () => engine.query("SELECT 'own'", {}, { self })));
      expect(answers).toEqual(answers.map(() => [['own']]));
    }
  });
});

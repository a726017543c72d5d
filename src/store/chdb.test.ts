import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openChdb } from './chdb.ts';

test('what a question had answered when it failed is in no later answer', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'verbatim-chdb-'));
  const engine = await openChdb({ path: join(folder, 'store'), memoryBytes: 1 << 30 });
  const failing = `SELECT number, throwIf(number = 50000)
    FROM (SELECT number FROM numbers(100000) SETTINGS max_block_size = 1000)`;
  try {
    for (const self of [true, false]) {
      await expect(engine.query(failing, {}, { self })).rejects.toMatchObject({ code: 'STORE_QUERY' });
      // As many as there are connections.
      const answers = await Promise.all(Array.from({ length: 8 }, () => engine.query("SELECT 'own'", {}, { self })));
      expect(answers).toEqual(answers.map(() => [['own']]));
    }
  } finally {
    await engine.close();
    await rm(folder, { recursive: true, force: true });
  }
});

import { randomBytes } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { type Api, apiOf } from '../support/api.ts';
import { auditEvent, eventList } from '../support/events.ts';
import { startServer } from '../support/server.ts';
import { temporaryDirectory } from '../support/temporary.ts';
import { until } from '../support/until.ts';

/** What the store may not keep goes, is counted, and does not come back from the journal. */

const MiB = 1024 * 1024;
const EVENTS = 8;
const folder = await temporaryDirectory();

const REMOVED = /^verbatim_store_removed_events_total (\d+)$/m;

async function removedBy(api: Api): Promise<number> {
  return Number(REMOVED.exec(await (await api.request('/metrics')).text())?.[1]);
}

test('a store that is too large loses its oldest, also where the cursor is lost afterwards', async () => {
  const data = join(folder, 'data');
  let server = await startServer({ data });
  let api = apiOf(server);
  const token = await api.addCluster('prod');
  for (let n = 0; n < EVENTS; n++) {
    const text = randomBytes(MiB / 2).toString('base64');
    const event = auditEvent({ verb: `v${n}`, requestObject: { text } });
    expect((await api.deliver('prod', token, eventList([event]))).status).toBe(200);
  }
  await api.loaded();
  await server.end();

  const config = { store: { retention: { clusters: { prod: { bytes: 2 * MiB }, other: { time: '1m' } } } } };
  server = await startServer({ data, config });
  api = apiOf(server);
  const removed = await until('the oldest is removed', async () => (await removedBy(api)) || undefined);
  const left = await api.items({ order: 'asc', cluster: 'prod' });
  expect(left.length).toBe(EVENTS - removed);
  expect(left.length).toBeGreaterThan(0);
  const verbs = Array.from({ length: EVENTS }, (_, n) => `v${n}`);
  expect(left.map(({ event }) => (event as { verb: string }).verb)).toEqual(verbs.slice(removed));

  await server.end();
  await rm(join(data, 'journal', 'cursors', 'store.json'));
  server = await startServer({ data, config });
  api = apiOf(server);
  await api.loaded();
  // As parts are merged, rows take less or more, so that one more may go.
  const ids = left.map(({ id }) => id);
  const now = (await api.items({ order: 'asc', cluster: 'prod' })).map(({ id }) => id);
  expect(now).toEqual(ids.slice(ids.length - now.length));

  // A store that is made anew has all that the journal has.
  await server.end();
  await rm(join(data, 'store'), { recursive: true });
  server = await startServer({ data });
  await apiOf(server).loaded();
  expect(await apiOf(server).count({ cluster: 'prod' })).toBe(EVENTS);
  await server.end();
});

import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { EventItem } from '../../src/api/contract.ts';
import { type Api, apiOf } from '../support/api.ts';
import { auditEvent, eventList } from '../support/events.ts';
import { type Server, startServer } from '../support/server.ts';
import { temporaryDirectory } from '../support/temporary.ts';

/** Pages hang together while more events arrive. */

const EVENTS = 1_000;
const PAGE = 90;
/** Many events share a time, so that pages end among equals. */
const TIMES = 30;

const data = join(await temporaryDirectory(), 'data');
let server: Server;
let api: Api;
let token: string;
const before = Array.from({ length: EVENTS }, (_, n) => {
  const time = `2026-03-01T03:12:${String(n % TIMES).padStart(2, '0')}.000001Z`;
  return auditEvent({ requestReceivedTimestamp: time, stageTimestamp: time });
});
beforeAll(async () => {
  server = await startServer({ data });
  api = apiOf(server);
  token = await api.addCluster('prod');
  await api.deliver('prod', token, eventList(before));
  await api.loaded();
});
afterAll(() => server.end('SIGKILL'));

const idOf = ({ event }: EventItem) => (event as { auditID: string }).auditID;

/** All pages, with newer events arriving and found between each two. */
async function walk(order: string, query: string): Promise<EventItem[]> {
  const items: EventItem[] = [];
  let cursor: string | null = '';
  while (cursor !== null) {
    const page = await api.page({ order, query, limit: String(PAGE), ...(cursor && { cursor }) });
    expect(page.items.length).toBeLessThanOrEqual(PAGE);
    items.push(...page.items);
    cursor = page.next;
    await api.deliver('prod', token, eventList([auditEvent(), auditEvent()]));
    await api.loaded();
  }
  return items;
}

test('newest first, no event is shown twice and none is left out', async () => {
  const items = await walk('desc', '');
  const ids = items.map(idOf);
  expect(new Set(ids).size).toBe(ids.length);
  expect(ids).toEqual(expect.arrayContaining(before.map(({ auditID }) => auditID as string)));
  const times = items.map(({ event }) => (event as { requestReceivedTimestamp: string }).requestReceivedTimestamp);
  expect(times).toEqual([...times].sort().reverse());
});

test('oldest first, neither, and the same in the other direction', async () => {
  const to = '2026-04-01T00:00:00Z';
  const query = `requestReceivedTimestamp < "${to}"`;
  const ascending = (await walk('asc', query)).map(idOf);
  const descending = (await walk('desc', query)).map(idOf);
  expect(ascending).toEqual([...descending].reverse());
  expect([...ascending].sort()).toEqual(before.map(({ auditID }) => auditID as string).sort());
});

test('a cursor of the other order is refused', async () => {
  const { next } = await api.page({ limit: '1' });
  const response = await api.request(`/api/v1/events?${new URLSearchParams({ cursor: next ?? '', order: 'asc' })}`);
  expect([response.status, await response.json()]).toMatchObject([400, { code: 'CURSOR_INVALID' }]);
});

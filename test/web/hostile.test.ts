import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import type { EventItem } from '../../src/api/contract.ts';
import type { AuditEvent } from '../../src/event/event.ts';
import { ALL_AT_ONCE, HOSTILE, hostileBodies, hostileLines, TELLING } from '../support/hostile.ts';
import { type PageFacts, pageFacts } from './support/page-facts.ts';
import { settled } from './support/settled.ts';
import { openWeb, PHONE, webTest } from './support/web.ts';

/** Whatever an event holds is text, on every page. */

const CLUSTER = 'hostile';
/** In one page, however long what it shows is: a thousandth of what the events hold. */
const MAX_CHARACTERS = 1_000_000;
const MAX_ELEMENTS = 20_000;

let items: EventItem[];
const web = openWeb(async ({ api }) => {
  const token = await api.addCluster(CLUSTER);
  for (const body of hostileBodies()) expect((await api.deliver(CLUSTER, token, body)).status).toBe(200);
  const lines = await api.request(`/ingest/lines/${CLUSTER}`, { method: 'POST', body: hostileLines() });
  expect(lines.status).toBe(200);
  await api.loaded();
  items = await api.items({ cluster: CLUSTER });
});

/** What is expected of every page, with whatever is on it. */
const TEXT: Omit<PageFacts, 'characters' | 'elements'> = { ran: false, foreign: [], unseen: [], overflows: false };

async function visit(page: Page, path: string): Promise<void> {
  await page.goto(path);
  await settled(page);
  const { characters, elements, ...facts } = await pageFacts(page);
  expect(facts, path.slice(0, 300)).toEqual(TEXT);
  expect(characters, path.slice(0, 300)).toBeLessThan(MAX_CHARACTERS);
  expect(elements, path.slice(0, 300)).toBeLessThan(MAX_ELEMENTS);
}

const userOf = ({ event }: EventItem) => (event as AuditEvent).user?.username;
const isLong = ({ event }: EventItem) => (event as AuditEvent).auditID === 'long';
const named = encodeURIComponent;
const q = (query: string) => `/explore?query=${named(query)}&from=now-1h&cluster=${CLUSTER}`;

webTest('all of it is there, and came as it was sent', () => {
  const users = items.map(userOf);
  expect(Object.values(HOSTILE).filter((value) => !users.includes(value))).toEqual([]);
  expect(items.filter(({ quarantine }) => quarantine)).toHaveLength(2);
});

webTest.for([
  ['the overview', ['/', `/?from=now-1h&cluster=${CLUSTER}`]],
  ['explore', [q(''), q('outcome: denied'), `${q('')}&columns=user.username,verb,objectRef.name,userAgent,requestURI`]],
  ['objects', ['/objects', `/objects?cluster=${CLUSTER}`]],
  ['actors', ['/actors', `/actors?cluster=${CLUSTER}`]],
  ['policies', ['/policies']],
  ['sources', ['/sources', `/sources/clusters/${CLUSTER}`, '/sources/quarantined', '/sources/tokens']],
] as const)('%s', async ([, paths]) => {
  const page = await web.page();
  for (const path of paths) await visit(page, path);
});

webTest('the page of an event', { timeout: 180_000 }, async () => {
  const page = await web.page();
  const telling = items.filter((item) => item.quarantine || isLong(item) || TELLING.includes(String(userOf(item))));
  expect(telling).toHaveLength(2 + 5 + TELLING.length);
  for (const { id } of telling) await visit(page, `/events/${named(id)}`);
});

webTest('pages whose names are in their addresses', { timeout: 180_000 }, async () => {
  const page = await web.page({ expected: [/status of 4\d\d/] });
  for (const value of TELLING.map(named)) {
    await visit(page, `/actors/${value}`);
    await visit(page, `/objects/${value}/${value}/${value}?cluster=${CLUSTER}`);
    await visit(page, `/explore?query=${value}&columns=${value}&from=${value}&stack=${value}`);
  }
});

webTest('on a small screen', async () => {
  const page = await web.page({ size: PHONE, theme: 'dark' });
  const idOf = (item: EventItem | undefined) => named(String(item?.id));
  const allAtOnce = idOf(items.find((item) => userOf(item) === ALL_AT_ONCE));
  const long = idOf(items.find(isLong));
  for (const path of ['/', `${q('')}&open=${long}`, `/events/${allAtOnce}`, '/actors']) {
    await visit(page, path);
    await web.accessible(page);
  }
});

import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import type { SourcesAnswer } from '../../src/api/contract.ts';
import { DESK, openWeb, PHONE, webTest } from './support/web.ts';

/** A machine that runs many things at once is slow. */
const SOON = { timeout: 20_000 };

const web = openWeb();

const card = (page: Page, title: string) =>
  page.locator('section').filter({ has: page.getByRole('heading', { name: title, exact: true }) });
/** Everything has been answered. */
async function settled(page: Page): Promise<void> {
  await card(page, 'Sensitive actions').getByRole('link').first().waitFor();
  await card(page, 'Most active').getByRole('listitem').first().waitFor();
  await page.waitForFunction(() => document.querySelectorAll('main [role="status"]').length === 0);
}
const queryOf = (page: Page) => new URL(page.url()).searchParams;

webTest.for([
  ['light', DESK],
  ['dark', PHONE],
] as const)('is for everybody, %s', async ([theme, size]) => {
  const page = await web.page({ path: '/', theme, size });
  await settled(page);
  await web.accessible(page);
  expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
});

webTest('figures, actions and values lead to the events that they count', async () => {
  const page = await web.page({ path: '/?from=now-7d' });
  await settled(page);
  const denied = page.getByRole('link', { name: /^Denied/ });
  expect(Number((await denied.textContent())?.replace(/\D/g, ''))).toBeGreaterThan(0);
  await denied.click();
  await page.waitForURL('**/explore?**');
  expect(Object.fromEntries(queryOf(page))).toMatchObject({ query: 'outcome: denied', from: 'now-7d' });
  await page.goBack();
  await settled(page);
  await card(page, 'Sensitive actions')
    .getByRole('link', { name: /^Shells and tunnels/ })
    .click();
  await page.waitForURL('**/explore?**');
  expect(queryOf(page).get('query')).toContain('objectRef.subresource: (exec or attach or portforward)');
  await page.goBack();
  await settled(page);
  await card(page, 'Most denied').getByRole('button', { name: 'Resources' }).click();
  await card(page, 'Most denied').getByRole('listitem').first().getByRole('link').click();
  await page.waitForURL('**/explore?**');
  expect(queryOf(page).get('query')).toMatch(/^outcome: denied and objectRef\.resource: /);
});

webTest('what is counted is what is found', async () => {
  const from = new Date(Date.now() - 2 * 3_600_000).toISOString();
  const to = new Date(Date.now() - 3_600_000).toISOString();
  const page = await web.page({ path: `/?from=${from}&to=${to}` });
  await settled(page);
  const link = card(page, 'Sensitive actions').getByRole('link').first();
  const shown = Number((await link.locator('b').textContent())?.replace(/\D/g, ''));
  const search = new URL((await link.getAttribute('href')) ?? '', web.server.url).searchParams;
  expect([search.get('from'), search.get('to')]).toEqual([from, to]);
  const headers = { accept: 'application/json' };
  const answer = await web.api.request(`/api/v1/events?limit=1000&${search}`, { headers });
  const { items } = (await answer.json()) as { items: { event: { stage: string } }[] };
  const ended = items.filter(({ event }) => !['RequestReceived', 'ResponseStarted'].includes(event.stage));
  expect(shown).toBe(ended.length);
});

webTest('a span and a cluster are chosen, and stand in the address', async () => {
  const page = await web.page();
  await settled(page);
  await page.getByRole('button', { name: /^Time:/ }).click();
  await page.getByRole('button', { name: 'Last 4 hours' }).click();
  await page.waitForURL((url) => url.searchParams.get('from') === 'now-4h');
  await page.getByRole('combobox', { name: 'Cluster' }).selectOption('staging');
  await page.waitForURL((url) => url.searchParams.get('cluster') === 'staging');
  await settled(page);
  await card(page, 'Most active').getByRole('button', { name: 'Clusters' }).click();
  const names = card(page, 'Most active').getByRole('listitem');
  await expect.poll(() => names.count(), SOON).toBe(1);
  await page.reload();
  await settled(page);
  expect(await page.getByRole('combobox', { name: 'Cluster' }).inputValue()).toBe('staging');
  // Who acted is shown on that cluster alone, in that span.
  await card(page, 'Most active').getByRole('listitem').first().getByRole('link').first().click();
  await page.waitForURL((url) => url.pathname.startsWith('/actors/') && url.searchParams.get('cluster') === 'staging');
  expect(new URL(page.url()).searchParams.get('from')).toBe('now-4h');
});

webTest('drawing over the chart chooses a part of the span', async () => {
  const page = await web.page();
  await settled(page);
  const chart = page.locator('[data-brush="true"] .u-over');
  const box = await chart.boundingBox();
  if (!box) throw new Error('There is no chart.');
  const y = box.y + box.height / 2;
  await page.mouse.move(box.x + box.width * 0.5, y);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width * 0.9, y, { steps: 5 });
  await page.mouse.up();
  await page.waitForURL((url) => url.searchParams.has('to'));
  const search = queryOf(page);
  const width = Date.parse(search.get('to') ?? '') - Date.parse(search.get('from') ?? '');
  expect(width).toBeGreaterThan(6 * 3_600_000);
  expect(width).toBeLessThan(14 * 3_600_000);
});

webTest('new actors lead to what they do, and are new only beside what was before', async () => {
  const page = await web.page({ path: '/?from=now-1h' });
  await settled(page);
  const fresh = card(page, 'Never seen before');
  await fresh
    .getByText(/Compared with what is kept from before|Nothing new/)
    .first()
    .waitFor();
  await fresh.getByRole('button', { name: 'Addresses' }).click();
  await fresh.getByText(/Compared with what is kept/).waitFor();
  await page.goto('/?from=all');
  await fresh.getByText('Of all times, everything is new.').waitFor();
});

webTest('the health of each cluster is told', async () => {
  const page = await web.page();
  await settled(page);
  const health = card(page, 'Sources');
  await health.getByRole('link', { name: 'prod', exact: true }).waitFor();
  await health.getByText('Receiving').first().waitFor();
  await health.getByRole('link', { name: 'All sources' }).click();
  await page.waitForURL('**/sources');
});

webTest('what does not come and what is not ready is told', async () => {
  const page = await web.page({ path: '/explore', expected: [/status of 503/] });
  const answer = await web.api.json<SourcesAnswer>('/api/v1/sources');
  const sources: SourcesAnswer['sources'] = [
    { type: 'syslog', id: 'gate', clusters: [], state: 'waiting', reason: 'Nothing has come.', errors: [] },
  ];
  await page.route('**/api/v1/sources', (route) => route.fulfill({ json: { ...answer, sources } }));
  const parts = [{ part: 'store', ready: false, reason: 'It is away.' }];
  await page.route('**/readyz', (route) => route.fulfill({ status: 503, json: { status: 'not ready', parts } }));
  await page.getByRole('link', { name: 'Overview' }).click();
  await settled(page);
  const health = card(page, 'Sources');
  await health.getByRole('link', { name: 'gate (syslog)' }).waitFor();
  await health.getByText('Nothing has come.').waitFor();
  await health.getByText('store is not ready. It is away.').waitFor();
});

webTest('a viewer of a namespace sees nothing outside of it', async () => {
  const headers = { 'content-type': 'application/json' };
  const body = JSON.stringify({ role: 'viewer', namespaces: ['payments-prod'] });
  const made = await web.api.request('/api/v1/tokens', { method: 'POST', headers, body });
  const { token } = (await made.json()) as { token: string };
  const page = await web.page({ token });
  await settled(page);
  const events = page.getByRole('link', { name: /^Events/ });
  const seen = Number((await events.textContent())?.replace(/\D/g, ''));
  const found = await fetch(`${web.server.url}/api/v1/facets?fields=ns&from=now-24h`, {
    headers: { authorization: `Bearer ${token}` },
  });
  const { count, facets } = (await found.json()) as { count: number; facets: { items: { value: string }[] }[] };
  expect(facets[0]?.items.map(({ value }) => value)).toEqual(['payments-prod']);
  expect(seen).toBeLessThanOrEqual(count);
});

webTest('where there are no events, it says how a cluster is connected', async () => {
  const headers = { 'content-type': 'application/json' };
  const body = JSON.stringify({ role: 'viewer', clusters: ['nowhere'] });
  const made = await web.api.request('/api/v1/tokens', { method: 'POST', headers, body });
  const { token } = (await made.json()) as { token: string };
  const page = await web.page({ token });
  await page.getByRole('heading', { name: 'No cluster is connected yet' }).waitFor();
  await web.accessible(page);
  await page.getByRole('main').getByRole('link', { name: 'Connect a cluster' }).click();
  await page.waitForURL('**/sources/connect');
});

webTest('where all that is known happened before, it says when, and leads there', async () => {
  const line = JSON.stringify({
    ...{
      kind: 'Event',
      apiVersion: 'audit.k8s.io/v1',
      level: 'Metadata',
      auditID: 'long-ago',
      stage: 'ResponseComplete',
    },
    ...{ requestURI: '/api/v1/pods', verb: 'list', user: { username: 'ada' }, responseStatus: { code: 200 } },
    ...{ requestReceivedTimestamp: '2026-03-02T09:00:00.000000Z', stageTimestamp: '2026-03-02T09:00:00.500000Z' },
  });
  expect((await web.api.request('/ingest/lines/archive', { method: 'POST', body: `${line}\n` })).status).toBe(200);
  await web.api.loaded();
  const page = await web.page({ path: '/?cluster=archive' });
  await page.getByRole('heading', { name: 'Nothing happened in this time' }).waitFor();
  await web.accessible(page);
  await page.getByRole('button', { name: 'Look at the day up to it' }).click();
  await page.getByRole('link', { name: /^Events ?1$/ }).waitFor();
  expect(await page.getByRole('heading', { name: 'Nothing happened in this time' }).count()).toBe(0);
  expect(queryOf(page).get('from')).toMatch(/^2026-03-01T09:00:00/);
});

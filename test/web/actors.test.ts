import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { until } from '../support/until.ts';
import { DESK, openWeb, PHONE, webTest } from './support/web.ts';

/** Whose token was stolen, in the story of the demo. */
const STOLEN = 'system:serviceaccount:ci:deployer';
/** Markup, a turn of the direction of writing, and a control character. */
const HOSTILE = '<img src=x onerror=alert(1)>\u202egnp.exe\u001b[31m';

/** A machine that runs many things at once is slow. */
const SOON = { timeout: 20_000 };

const web = openWeb(async ({ api }) => {
  const credential = await api.addCluster('hostile');
  const event = {
    ...{ kind: 'Event', apiVersion: 'audit.k8s.io/v1', level: 'Metadata', stage: 'ResponseComplete', verb: 'get' },
    ...{ auditID: '00000000-0000-4000-8000-0000000000aa', requestURI: '/x', userAgent: HOSTILE },
    user: { username: HOSTILE, groups: [HOSTILE] },
    sourceIPs: ['10.9.9.9'],
    objectRef: { resource: 'pods', namespace: HOSTILE, name: 'a' },
    responseStatus: { code: 200 },
    requestReceivedTimestamp: new Date().toISOString(),
  };
  const list = { kind: 'EventList', apiVersion: 'audit.k8s.io/v1', items: [event] };
  expect((await api.deliver('hostile', credential, JSON.stringify(list))).status).toBe(200);
  await until('the hostile event can be found', async () => (await api.count({ cluster: 'hostile' })) === 1);
});

const rows = (page: Page) => page.locator('tbody tr');
const searchOf = (page: Page) => new URL(page.url()).searchParams;
const settled = (page: Page) =>
  page.waitForFunction(() => document.querySelectorAll('main [role="status"]').length === 0);

async function list(options: Parameters<typeof web.page>[0] = {}): Promise<Page> {
  const page = await web.page({ path: '/actors', ...options });
  await rows(page).first().waitFor();
  return page;
}

async function profile(name: string, options: Parameters<typeof web.page>[0] = {}): Promise<Page> {
  const page = await web.page({ path: `/actors/${encodeURIComponent(name)}`, ...options });
  await page.getByRole('heading', { name: 'What it did' }).waitFor();
  await page.locator('[data-brush="true"] canvas').waitFor();
  await settled(page);
  return page;
}

webTest.for([
  ['light', DESK],
  ['dark', PHONE],
] as const)('both pages are for everybody, %s', async ([theme, size]) => {
  const fits = (page: Page) => page.evaluate(() => document.documentElement.scrollWidth <= innerWidth);
  const actors = await list({ path: '/actors?kind=person', theme, size });
  await web.accessible(actors);
  expect(await fits(actors)).toBe(true);
  const one = await profile(STOLEN, { theme, size });
  await web.accessible(one);
  expect(await fits(one)).toBe(true);
});

webTest('actors are searched and filtered by kind, and a number leads to its events', async () => {
  const page = await list();
  await page.getByRole('button', { name: 'People' }).click();
  await page.waitForURL((url) => url.searchParams.get('kind') === 'person');
  await expect
    .poll(async () => (await rows(page).allTextContents()).every((row) => row.includes('Person')), SOON)
    .toBe(true);
  await page.getByRole('button', { name: 'All', exact: true }).click();
  await page.getByLabel('Name holds').fill('CI:DEPL');
  await page.waitForURL((url) => url.searchParams.get('search') === 'CI:DEPL');
  await expect.poll(() => rows(page).count(), SOON).toBe(1);
  await rows(page)
    .getByRole('link', { name: /events$/ })
    .click();
  await page.waitForURL('**/explore?**');
  expect(searchOf(page).get('query')).toBe(`actor: "${STOLEN}"`);
  await page.goBack();
  await rows(page).first().waitFor();
  expect(await page.getByLabel('Name holds').inputValue()).toBe('CI:DEPL');
  await page.getByLabel('Name holds').fill('nobody-is-called-so');
  await page.getByRole('heading', { name: 'Nobody acted' }).waitFor();
});

webTest('an actor is opened from the list, with the keyboard, in the same span', async () => {
  const page = await list({ path: '/actors?from=now-4h&search=ci:deployer' });
  const link = rows(page).getByRole('link', { name: STOLEN });
  await link.focus();
  await page.keyboard.press('Enter');
  await page.waitForURL((url) => url.pathname.startsWith('/actors/'));
  expect(searchOf(page).get('from')).toBe('now-4h');
  await page.getByRole('heading', { name: STOLEN, level: 1 }).waitFor();
});

webTest('what one did is told by deed, address, program, namespace and hour', async () => {
  const page = await profile(STOLEN);
  const deeds = page.getByRole('region', { name: 'What it did' });
  await deeds.getByRole('row').nth(1).waitFor();
  expect(
    await page
      .getByRole('table')
      .filter({ has: page.getByText('Mon') })
      .locator('tbody td')
      .count(),
  ).toBe(7 * 24);
  const address = page.getByRole('link', { name: /events of 203\.0\.113\.66$/ }).first();
  await address.click();
  await page.waitForURL('**/explore?**');
  expect(searchOf(page).get('query')).toBe(`actor: "${STOLEN}" and sourceIPs: 203.0.113.66`);
});

webTest('the last day is compared with what was before, or it is said that there is nothing', async () => {
  const page = await profile(STOLEN);
  await page
    .getByText(/there is nothing to compare with|It acted on/)
    .first()
    .waitFor();
  const gone = await web.page({ path: '/actors/nobody-is-called-so' });
  await gone.getByRole('heading', { name: 'No events of this actor are kept' }).waitFor();
});

webTest('a hostile name is text', async () => {
  const page = await profile(HOSTILE);
  const heading = page.getByRole('heading', { level: 1 });
  expect(await heading.textContent()).toContain('<img src=x onerror=alert(1)>');
  for (const sign of ['\u202e', '\u001b']) expect(await heading.textContent()).not.toContain(sign);
  expect(await page.locator('main img').count()).toBe(0);
  const actors = await list({ path: '/actors?search=onerror' });
  await rows(actors).getByRole('link').first().click();
  await actors.getByRole('heading', { name: 'What it did' }).waitFor();
});

webTest('a viewer of a cluster sees actors of that cluster alone', async () => {
  const headers = { 'content-type': 'application/json' };
  const body = JSON.stringify({ role: 'viewer', clusters: ['hostile'] });
  const made = await web.api.request('/api/v1/tokens', { method: 'POST', headers, body });
  const { token } = (await made.json()) as { token: string };
  const page = await list({ token });
  expect(await rows(page).count()).toBe(1);
  const other = await web.page({ token, path: `/actors/${encodeURIComponent(STOLEN)}` });
  await other.getByRole('heading', { name: 'No events of this actor are kept' }).waitFor();
});

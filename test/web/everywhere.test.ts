import type { Page } from 'playwright-core';
import { describe, expect } from 'vitest';
import type { AuditEvent } from '../../src/event/event.ts';
import { walkByTab } from './support/keyboard.ts';
import { settled } from './support/settled.ts';
import { openWeb, PHONE, webTest } from './support/web.ts';

/** What holds on every page: narrow and enlarged, by keyboard alone, without motion, and on paper. */

/** Of an event that changed an object. */
let eventId = '';
let objectPath = '';
const web = openWeb(async ({ api }) => {
  const { items } = await api.page({
    limit: '1',
    query: 'verb: (patch or update) and objectRef.namespace: * and objectRef.name: *',
  });
  const [item] = items;
  const { namespace = '', resource = '', name = '' } = (item?.event as AuditEvent | undefined)?.objectRef ?? {};
  eventId = item?.id ?? '';
  objectPath = [namespace, resource, name].map(encodeURIComponent).join('/');
  const body = JSON.stringify({ name: 'Deletions of secrets', state: 'query=verb%3A+delete+and+resource%3A+secrets' });
  const saved = await api.request('/api/v1/searches', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body,
  });
  expect(saved.status).toBe(201);
});

const PAGES = [
  '/',
  '/explore',
  '/objects',
  '/objects/OBJECT',
  '/actors',
  '/actors/system%3Aserviceaccount%3Aci%3Adeployer',
  '/policies',
  '/sources',
  '/sources/clusters/prod',
  '/sources/quarantined',
  '/sources/connect?name=prod&for=kubeadm',
  '/sources/tokens',
  '/sources/mke',
  '/events/EVENT',
] as const;

/** A phone, and a window of 1280 at 200 % and at 400 % (WCAG 1.4.4 and 1.4.10). */
const SIZES = [PHONE, { width: 640, height: 400 }, { width: 320, height: 256 }];
/** A sheet of A4, in CSS pixels. */
const PAPER = { width: 794, height: 1123 };
/** `--text` on paper. */
const DARK_TEXT = 'rgb(22, 27, 34)';

/** What is wider than the window, if the page is. */
async function tooWide(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    if (document.documentElement.scrollWidth <= innerWidth) return [];
    const wide = [...document.querySelectorAll('body *')].filter(
      (one) => one.getBoundingClientRect().right > innerWidth + 1,
    );
    return wide.map((one) => one.outerHTML.slice(0, 120));
  });
}

webTest.for(PAGES)('%s is for everybody: narrow, enlarged, by keyboard, without motion, on paper', async (path) => {
  const page = await web.page({ path: path.replace('EVENT', eventId).replace('OBJECT', objectPath), theme: 'dark' });
  await page.getByRole('heading', { level: 1 }).waitFor();
  await page.waitForFunction(() => !document.body.textContent.includes('Loading …'));

  const moving = () =>
    document.getAnimations().filter(({ effect }) => Number(effect?.getComputedTiming().duration) > 1).length;
  expect(await page.evaluate(moving)).toBe(0);

  const { reached, missed, unseen, misplaced } = await walkByTab(page);
  expect(reached[0]).toContain('#main');
  expect({ missed, unseen, misplaced }).toEqual({ missed: [], unseen: [], misplaced: [] });

  for (const size of SIZES) {
    await page.setViewportSize(size);
    await expect.poll(() => tooWide(page), { message: `${size.width} wide` }).toEqual([]);
  }
  await page.setViewportSize(PAPER);
  await page.emulateMedia({ media: 'print' });
  await expect.poll(() => tooWide(page), { message: 'on paper' }).toEqual([]);
  expect(await page.getByRole('navigation', { name: 'Pages' }).isVisible()).toBe(false);
  await expect.poll(() => page.evaluate(() => getComputedStyle(document.body).color)).toBe(DARK_TEXT);
});

const field = (page: Page) => page.getByRole('combobox', { name: /Go to/ });
const chosen = (page: Page) => page.getByRole('option', { selected: true });

async function opened(page: Page): Promise<void> {
  await page.getByRole('button', { name: /^Go to/ }).waitFor();
  await page.keyboard.press('Control+k');
  await field(page).waitFor();
}

describe('the palette', () => {
  webTest.for([
    ['qua', 'Quarantined events', (url: URL) => url.pathname === '/sources/quarantined'],
    ['prod', 'prod', (url: URL) => url.pathname === '/sources/clusters/prod'],
    [
      'secrets del',
      'Deletions of secrets',
      (url: URL) => url.searchParams.get('query') === 'verb: delete and resource: secrets',
    ],
    [
      'deployer',
      'system:serviceaccount:ci:deployer',
      (url: URL) => url.pathname === '/actors/system%3Aserviceaccount%3Aci%3Adeployer',
    ],
  ] as const)('by keyboard, “%s” leads to %s', async ([text, label, isThere]) => {
    const page = await web.page({ path: '/sources/mke' });
    await opened(page);
    await page.keyboard.type(text);
    await chosen(page).getByText(label, { exact: true }).waitFor();
    await page.keyboard.press('Enter');
    await page.waitForURL(isThere);
    await field(page).waitFor({ state: 'detached' });
  });

  webTest('arrows choose, all that is written can be searched for, and Escape leads back', async () => {
    const page = await web.page({ path: '/sources/mke' });
    await opened(page);
    expect(await chosen(page).textContent()).toContain('Overview');
    await page.keyboard.press('ArrowDown');
    expect(await chosen(page).textContent()).toContain('Explore');
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('Escape');
    await field(page).waitFor({ state: 'detached' });
    await opened(page);
    await page.keyboard.type('verb: delete');
    await page.getByRole('option', { name: 'Search events for verb: delete' }).waitFor();
    await page.keyboard.press('Enter');
    await page.waitForURL((url) => url.pathname === '/explore' && url.searchParams.get('query') === 'verb: delete');
  });

  webTest.for([['light'], ['dark']] as const)('everybody can use it, by touch too, %s', async ([theme]) => {
    const page = await web.page({ path: '/sources/mke', size: PHONE, theme });
    await page.getByRole('button', { name: /^Go to/ }).click();
    await field(page).fill('e');
    await web.accessible(page);
    await page.getByRole('option', { name: 'Objects' }).click();
    await page.waitForURL((url) => url.pathname === '/objects');
  });
});

describe('where the server is away', () => {
  const AWAY = /ERR_FAILED|could not be loaded|Unable to preload/;

  webTest('what was found stays, and a page whose files did not come is shown once it is back', async () => {
    const page = await web.page({ path: '/explore?query=verb%3A+create', expected: [AWAY] });
    await page.getByRole('row').nth(2).waitFor();
    await settled(page);
    await page.route('**', (route) => route.abort());
    await page.getByRole('button', { name: 'Newer' }).click();
    await page.getByRole('alert').filter({ hasText: 'The server does not answer' }).waitFor();
    expect(await page.getByRole('row').count()).toBeGreaterThan(2);
    await page.getByRole('link', { name: 'Policies' }).click();
    await page.getByRole('alert').filter({ hasText: 'This page could not be loaded' }).waitFor();
    await page.waitForTimeout(1_000);
    await page.unroute('**');
    await page.getByRole('heading', { name: 'Policies', level: 1 }).waitFor();
  });

  webTest('an address of no page is told within the others', async () => {
    const page = await web.page({ path: '/nothing', expected: [/status of 404/] });
    await page.getByRole('heading', { name: 'There is no such page' }).waitFor();
    await page.goto('/objects/nothing');
    await page.getByRole('heading', { name: 'There is no such page' }).waitFor();
    await page.getByRole('link', { name: 'Go to the overview' }).click();
    await page.getByRole('heading', { name: 'Overview', level: 1 }).waitFor();
  });
});

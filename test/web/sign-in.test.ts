import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import type { CreatedToken } from '../../src/api/contract.ts';
import { settled } from './support/settled.ts';
import { DESK, openWeb, PHONE, webTest } from './support/web.ts';

const web = openWeb();

const field = (page: Page) => page.getByLabel('Token', { exact: true });
const button = (page: Page) => page.getByRole('button', { name: 'Sign in', exact: true });
const pathOf = (page: Page) => page.url().slice(web.server.url.length);
const account = (page: Page) => page.getByRole('button', { name: /Account and settings/ });

async function enter(page: Page, token: string): Promise<void> {
  await field(page).fill(token);
  await button(page).click();
}

async function makeToken(body: object): Promise<CreatedToken> {
  const headers = { 'content-type': 'application/json' };
  const response = await web.api.request('/api/v1/tokens', { method: 'POST', headers, body: JSON.stringify(body) });
  expect(response.status).toBe(201);
  return (await response.json()) as CreatedToken;
}

webTest.for([
  ['light', DESK],
  ['dark', PHONE],
] as const)('the sign-in page is for everybody, %s', async ([theme, size]) => {
  const page = await web.page({ path: '/sign-in', token: null, theme, size });
  await field(page).waitFor();
  await web.accessible(page);
  expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
});

webTest('a token signs in, with the keyboard alone, and a link leads to where it led', async () => {
  const wanted = '/explore?query=verb%3A+delete&from=now-24h';
  const page = await web.page({ path: wanted, token: null });
  await page.waitForURL(/\/sign-in\?next=/);
  // The field has the focus.
  await page.waitForFunction(() => document.activeElement?.id === 'token');
  await page.keyboard.insertText(` ${web.server.adminToken} `);
  await page.keyboard.press('Enter');
  await page.waitForURL((url) => url.pathname === '/explore');
  expect(new URL(page.url()).searchParams.get('query')).toBe('verb: delete');
  expect(new URL(page.url()).searchParams.get('from')).toBe('now-24h');
  await account(page).waitFor();
});

webTest('a link to another host is not followed', async () => {
  const page = await web.page({ path: '/sign-in?next=https%3A%2F%2Fevil.example.com%2F', token: null });
  await enter(page, web.server.adminToken);
  await account(page).waitFor();
  expect(page.url()).toMatch(new RegExp(`^${web.server.url}/`));
});

webTest('a wrong token is said to be wrong, and the right one can be tried', async () => {
  const page = await web.page({ path: '/sign-in', token: null, expected: [/status of 401/] });
  await enter(page, 'vbt_wrong');
  const alert = page.getByRole('alert');
  await alert.waitFor();
  expect(await alert.textContent()).toContain('The token is not known.');
  await web.accessible(page);
  await enter(page, web.server.adminToken);
  await account(page).waitFor();
});

webTest('a token that only delivers events is told why it does not sign in', async () => {
  const { token } = await makeToken({ role: 'ingest', clusters: ['prod'] });
  const page = await web.page({ path: '/sign-in', token: null, expected: [/status of 403/] });
  await enter(page, token);
  await page.getByText('Nobody signs in with a credential that only delivers events').waitFor();
});

webTest('signing out ends the session, in other tabs too', async () => {
  const page = await web.page({ expected: [/status of 401/] });
  const other = await page.context().newPage();
  await other.goto('/explore');
  await account(other).waitFor();
  await account(page).click();
  await page.getByRole('button', { name: 'Sign out' }).click();
  await page.waitForURL(/\/sign-in/);
  await field(page).waitFor();
  expect(await page.context().cookies()).toEqual([]);
  await other.reload();
  await other.waitForURL(/\/sign-in/);
});

webTest('the cookie cannot be read by a script of the page', async () => {
  const page = await web.page();
  await account(page).waitFor();
  expect(await page.evaluate(() => document.cookie)).toBe('');
  expect(await page.evaluate(() => JSON.stringify({ ...localStorage, ...sessionStorage }))).not.toContain('vb');
  const [cookie] = await page.context().cookies();
  expect(cookie).toMatchObject({ name: 'verbatim-session', httpOnly: true, sameSite: 'Strict', path: '/' });
});

webTest('a session that ends in the middle of work leads to the sign-in page and back', async () => {
  const { token, id } = await makeToken({ role: 'auditor', name: 'alice' });
  const page = await web.page({ path: '/', token, expected: [/status of 401/] });
  await account(page).waitFor();
  await page.getByRole('link', { name: 'Explore' }).click();
  await page.getByRole('button', { name: 'Newer' }).waitFor();
  // With an answer still to come, the page would find out by itself.
  await settled(page);
  await web.api.request(`/api/v1/tokens/${id}`, { method: 'DELETE' });
  await page.getByRole('button', { name: 'Newer' }).click();
  await page.getByText('You were signed out').waitFor();
  expect(new URL(page.url()).searchParams.get('next')).toBe('/explore');
  await page.goto('/explore?query=verb%3A+create');
  await page.waitForURL(/\/sign-in\?next=/);
  await enter(page, web.server.adminToken);
  await page.waitForURL((url) => url.pathname === '/explore');
  expect(pathOf(page)).toMatch(/^\/explore\?query=verb(%3A|:)(\+|%20)create/);
});

webTest('a live tail that may not go on leads there too', async () => {
  const { token, id } = await makeToken({ role: 'auditor', name: 'bob' });
  const page = await web.page({ path: '/explore?live=true', token, expected: [/status of 401/] });
  await settled(page);
  await web.api.request(`/api/v1/tokens/${id}`, { method: 'DELETE' });
  await page.waitForURL(/\/sign-in\?next=%2Fexplore%3Flive/);
});

webTest('who is signed in and what they may see is told', async () => {
  const { token } = await makeToken({ role: 'viewer', name: 'payments team', namespaces: ['payments'] });
  const page = await web.page({ token, expected: [/status of 403/] });
  await account(page).click();
  const panel = page.locator('[popover]:popover-open');
  await panel.waitFor();
  await expect.poll(() => panel.textContent()).toMatch(/payments team.*viewer.*Namespaces:\s*payments/s);
});

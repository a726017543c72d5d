import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import type { CreatedToken } from '../../src/api/contract.ts';
import { deliverTo, deployment, deploymentLife, requestLine } from './support/lives.ts';
import { DESK, openWeb, PHONE, webTest } from './support/web.ts';

const MANY = 60;

const web = openWeb(async ({ api }) => {
  const settings = { resource: 'configmaps', apiGroup: undefined, name: 'settings' };
  const many = Array.from({ length: MANY }, (_, i) =>
    requestLine({
      minutesAgo: 100 - i,
      verb: 'update',
      ref: settings,
      answered: { kind: 'ConfigMap', metadata: { name: 'settings' }, data: { n: `${i}` } },
    }),
  );
  const numbers = ['9007199254740993', '9007199254740995'].map((number, i) =>
    requestLine({
      minutesAgo: 30 - i,
      verb: 'update',
      ref: { ...settings, name: 'numbers' },
      answered: { kind: 'ConfigMap', metadata: { name: 'numbers' }, data: { n: '@' } },
    }).replace('"@"', number),
  );
  await deliverTo(api, 'lives', [...deploymentLife(), ...many, ...numbers]);
  const body = deployment(1, 'api:9', 1);
  await deliverTo(api, 'other', [
    requestLine({ minutesAgo: 10, verb: 'create', code: 201, sent: body, answered: body }),
  ]);
});

const API = '/objects/shop/deployments/api?cluster=lives';
const card = (page: Page, title: string) =>
  page.locator('section').filter({ has: page.getByRole('heading', { name: title, exact: true }) });
const life = (page: Page) => card(page, 'Its life');
const change = (page: Page, phrase: string) => life(page).getByRole('listitem').filter({ hasText: phrase }).first();
const parameter = (page: Page, name: string) => new URL(page.url()).searchParams.get(name);

webTest.for([
  ['light', DESK],
  ['dark', PHONE],
] as const)('the pages are for everybody, %s', async ([theme, size]) => {
  const page = await web.page({ path: '/objects?prefix=shop', theme, size });
  await page.getByRole('link', { name: 'api', exact: true }).first().waitFor();
  await web.accessible(page);
  await page.goto(API);
  await change(page, 'changed the image').waitFor();
  await page.getByText('kind: Deployment').waitFor();
  await web.accessible(page);
  expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
});

webTest('an object is found by a part of its name, and opened', async () => {
  const page = await web.page({ path: '/objects' });
  const field = page.getByLabel('Find an object');
  await page.waitForFunction(() => document.activeElement?.getAttribute('aria-label') === 'Find an object');
  await page.keyboard.type('shop/deploy api');
  await page.waitForURL(/prefix=shop/);
  const row = page.getByRole('row', { name: /^shop\/api deployments apps lives/ });
  await row.waitFor();
  expect(await row.textContent()).toContain('deployments');
  await row.getByRole('link', { name: 'api', exact: true }).click();
  await page.waitForURL(/\/objects\/shop\/deployments\/api\?.*cluster=lives/);
  expect(parameter(page, 'apiGroup')).toBe('apps');
  await change(page, 'created it').waitFor();
  await page.goBack();
  expect(await field.inputValue()).toBe('shop/deploy api');
});

webTest('an object that is named in full is a click away, and one that nothing is known of is said to be', async () => {
  const page = await web.page({ path: '/objects?prefix=shop%2Fjobs%2Fnever' });
  await page.getByText('No object fits').waitFor();
  await page.getByRole('link', { name: 'Open shop/jobs/never' }).click();
  await page.getByText('Nothing that was done to it is recorded').waitFor();
  await page.getByText(/Nothing is recorded of it until/).waitFor();
});

webTest('its life is told, each change as a difference, with what is not known', async () => {
  const page = await web.page({ path: API });
  await change(page, 'changed the image').waitFor();
  const changes = life(page).locator('ol > li');
  const phrases = await changes.locator('p:first-child').allTextContents();
  expect(phrases.filter((text) => /^(alice|carol|mallory)/.test(text))).toEqual([
    'alice changed it',
    'mallory tried to delete it: denied',
    'carol changed the image of api to api:2',
    'alice scaled it from 2 to 5',
    'alice created it',
  ]);
  const image = change(page, 'changed the image');
  expect(await image.locator('del').textContent()).toBe('− api:1');
  expect(await image.locator('ins').textContent()).toBe('+ api:2');
  expect(await change(page, 'alice changed it').textContent()).toContain('the audit level was too low');
  expect(await image.textContent()).toContain('of versions and status hidden');
  await page.getByLabel('Versions and status').check();
  await image.getByText('metadata.resourceVersion').waitFor();
  expect(parameter(page, 'noise')).toBe('true');
  await page.getByLabel('Who looked').check();
  await change(page, 'read it').waitFor();
  await change(page, 'created it')
    .getByRole('button', { name: /Show \d+ fields/ })
    .click();
  await change(page, 'created it').getByText('spec.template', { exact: true }).waitFor();
});

webTest('what it was after a change is shown, as YAML and as a tree', async () => {
  const page = await web.page({ path: API });
  await change(page, 'scaled it').getByRole('button', { name: 'State after it' }).click();
  const state = card(page, 'What it was');
  await state.getByText('with 1 recorded patch since').waitFor();
  await state.getByText('replicas: 5').waitFor();
  await state.getByText('image: api:1').waitFor();
  expect(parameter(page, 'at')).toMatch(/^20.*Z$/);
  await state.getByRole('button', { name: 'Tree' }).click();
  await state.getByRole('tree').getByText('Deployment').waitFor();
  await web.accessible(page);
  await state.getByRole('button', { name: 'Now', exact: true }).click();
  await state.getByText(/Without 1 change since then whose content was not recorded/).waitFor();
  await state.getByRole('button', { name: 'YAML', exact: true }).click();
  await state.getByRole('button', { name: 'Copy YAML' }).click();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toContain('image: api:2');
});

webTest('long integers keep their digits', async () => {
  const page = await web.page({ path: '/objects/shop/configmaps/numbers?cluster=lives&view=tree' });
  await change(page, 'changed data.n from 9007199254740993 to 9007199254740995').waitFor();
  await page.getByLabel(/^Search in/).fill('9007199254740995');
  await page.getByRole('treeitem', { name: 'n: 9007199254740995' }).waitFor();
  await page.getByRole('button', { name: 'YAML' }).click();
  await page.getByText('n: 9007199254740995').waitFor();
});

webTest('a moment is chosen by its time', async () => {
  const page = await web.page({ path: API });
  const state = card(page, 'What it was');
  await state.getByText('kind: Deployment').waitFor();
  await state.getByLabel(/^Now; or at/).fill('2020-01-01T00:00:00');
  await state.getByText(/Nothing is recorded of it until/).waitFor();
});

webTest('two moments are compared', async () => {
  const page = await web.page({ path: API });
  await change(page, 'created it').getByRole('button', { name: 'Compare' }).click();
  const compared = card(page, 'Two moments compared');
  await compared.getByText('spec.replicas').waitFor();
  expect(await compared.locator('del').allTextContents()).toEqual(['− 2', '− api:1']);
  expect(await compared.locator('ins').allTextContents()).toEqual(['+ 5', '+ api:2']);
  await web.accessible(page);
  await compared.getByRole('button', { name: 'End the comparison' }).click();
  await card(page, 'What it was').waitFor();
});

webTest('each change leads to its event and to who did it', async () => {
  const page = await web.page({ path: API });
  expect(await change(page, 'changed the image').getByRole('link', { name: 'carol' }).getAttribute('href')).toBe(
    '/actors/carol',
  );
  await change(page, 'changed the image')
    .getByRole('link', { name: /^Event of/ })
    .click();
  await page.waitForURL(/\/events\//);
  await page.getByRole('heading', { level: 1, name: /carol updated deployment shop\/api/ }).waitFor();
  await page.getByRole('link', { name: 'Life of this object' }).click();
  await page.waitForURL(/\/objects\/shop\/deployments\/api/);
});

webTest('objects of several clusters are told apart', async () => {
  const page = await web.page({ path: '/objects/shop/deployments/api' });
  await page.getByText('Several objects have this name').waitFor();
  await page.getByRole('button', { name: 'other · apps' }).click();
  await page.waitForURL(/cluster=other/);
  await life(page).getByText('created it').waitFor();
  expect(await life(page).locator('ol > li').filter({ hasText: 'carol' }).count()).toBe(0);
});

webTest('older changes are loaded when they are wanted', async () => {
  const page = await web.page({ path: '/objects/shop/configmaps/settings?cluster=lives' });
  const changes = life(page).locator('ol > li').filter({ hasText: 'data.n' });
  await life(page)
    .getByText(`changed data.n from ${MANY - 2} to ${MANY - 1}`)
    .waitFor();
  await page.getByRole('button', { name: 'Older changes' }).click();
  await life(page).getByText('changed data.n from 0 to 1').waitFor();
  expect(await changes.count()).toBeGreaterThanOrEqual(MANY - 1);
});

webTest('who may see another namespace only sees nothing of it', async () => {
  const headers = { 'content-type': 'application/json' };
  const body = JSON.stringify({ role: 'viewer', name: 'elsewhere', namespaces: ['elsewhere'] });
  const response = await web.api.request('/api/v1/tokens', { method: 'POST', headers, body });
  const { token } = (await response.json()) as CreatedToken;
  const page = await web.page({ path: API, token });
  await page.getByText('Nothing that was done to it is recorded').waitFor();
  await page.getByText(/Nothing is recorded of it until/).waitFor();
  await page.goto('/objects?prefix=shop');
  await page.getByText('No object fits').waitFor();
});

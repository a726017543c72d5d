import type { Page } from 'playwright-core';
import { describe, expect } from 'vitest';
import { parse } from 'yaml';
import type { CreatedToken } from '../../src/api/contract.ts';
import { DESK, openWeb, PHONE, webTest } from './support/web.ts';

/** What a hostile sender might put where an event should be. */
const HOSTILE = '<img src=x onerror="document.title=1">\u202egnp.exe';
const EVENT = {
  kind: 'Event',
  apiVersion: 'audit.k8s.io/v1',
  level: 'Metadata',
  auditID: '11111111-2222-4333-8444-555555555555',
  stage: 'ResponseComplete',
};

const web = openWeb(async ({ api }) => {
  const lines = `${HOSTILE}\n{"kind":"Event","auditID":"broken\n`;
  const sent = await api.request('/ingest/lines/prod?source=shipper-7', { method: 'POST', body: lines });
  expect(sent.status).toBe(200);
});

const JSON_BODY = { 'content-type': 'application/json' };

async function makeToken(body: object): Promise<CreatedToken> {
  const response = await web.api.request('/api/v1/tokens', {
    method: 'POST',
    headers: JSON_BODY,
    body: JSON.stringify(body),
  });
  expect(response.status).toBe(201);
  return (await response.json()) as CreatedToken;
}

const heading = (page: Page, name: string | RegExp) => page.getByRole('heading', { name });
const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name });
const textBox = (page: Page, name: string) => page.getByRole('textbox', { name, exact: true });
const row = (page: Page, name: string) => page.getByRole('listitem').filter({ has: heading(page, name) });
const deliver = (cluster: string, token: string) =>
  web.api.deliver(cluster, token, JSON.stringify({ ...EVENT, user: { username: 'ann' } }));

/** The pages, and what shows that one is there. */
const PAGES: readonly (readonly [path: string, shown: string])[] = [
  ['/sources', 'Not kept, not whole, or not read'],
  ['/sources/clusters/prod', 'Who delivers it'],
  ['/sources/quarantined', 'How it begins'],
  ['/sources/tokens', 'Last used'],
  ['/sources/mke', 'A level takes away'],
  ['/sources/connect?name=prod&for=k3s', 'systemctl restart k3s'],
];

describe.each([
  ['light', DESK],
  ['dark', PHONE],
] as const)('everybody can use, %s,', (theme, size) => {
  webTest.for(PAGES)('%s', async ([path, shown]) => {
    await makeToken({ role: 'auditor', name: 'ann' });
    const page = await web.page({ path, theme, size });
    await page.getByText(shown).first().waitFor();
    await web.accessible(page);
    expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
  });
});

webTest('each cluster and source says what comes of it, and leads to its events', async () => {
  const page = await web.page({ path: '/sources' });
  const prod = row(page, 'prod');
  await prod.getByText('Receiving').waitFor();
  expect(await prod.textContent()).toMatch(/Events a second.*Since the start.*Last received.*Lag.*2 quarantined/s);
  await prod.getByRole('img', { name: /prod since the server began to run: [\d,]+ events/ }).waitFor();
  await row(page, 'shipper-7').getByText('of prod').waitFor();
  await row(page, 'kubernetes-webhook').getByText('POST /ingest/kubernetes/{cluster}').waitFor();
  expect(await row(page, 'Quarantined').textContent()).toContain('They could not be read.');
  await prod.getByRole('link', { name: /events$/ }).click();
  await page.waitForURL((url) => url.pathname === '/explore' && url.searchParams.get('cluster') === 'prod');
});

webTest('a cluster says what is missing from it, who delivers it, and what came of late', async () => {
  const page = await web.page({ path: '/sources' });
  await page.getByRole('link', { name: 'prod', exact: true }).click();
  await heading(page, 'What is missing').waitFor();
  await page.getByText('The stage RequestReceived is omitted').waitFor();
  await page.getByRole('rowheader', { name: '127.0.0.1' }).waitFor();
  await page.getByRole('link', { name: 'ResponseComplete' }).click();
  await page.waitForURL(({ pathname, searchParams: asked }) => {
    return (
      pathname === '/explore' && asked.get('query') === 'stage: "ResponseComplete"' && asked.get('cluster') === 'prod'
    );
  });
});

webTest('what could not be read is text, with the reason, and leads to the whole of it', async () => {
  const page = await web.page({ path: '/sources/quarantined' });
  const hostile = page.getByRole('row').filter({ hasText: '<img src=x onerror' });
  await hostile.waitFor();
  expect(await hostile.textContent()).toContain('\\u202e');
  expect(await page.title()).toContain('Quarantined events');
  await page.getByRole('combobox', { name: 'source' }).selectOption('shipper-7');
  await page.waitForURL(/source=shipper-7/);
  await page.reload();
  await page.waitForFunction(() => document.querySelectorAll('tbody tr').length === 2);
  await hostile.getByRole('link').click();
  await page.waitForURL(/\/events\//);
});

describe('a cluster is connected', () => {
  webTest('by name and platform, with its kubeconfig and steps, until its first event has come', async () => {
    const page = await web.page({ path: '/sources' });
    await page.getByRole('link', { name: 'Connect a cluster' }).first().click();
    await textBox(page, 'Name').fill('Not a name');
    await button(page, 'Show what is to be done').click();
    expect(await textBox(page, 'Name').evaluate((input: HTMLInputElement) => input.validationMessage)).toContain(
      'Lower-case',
    );
    await textBox(page, 'Name').fill('new-one');
    await textBox(page, 'Verbatim’s address, as the cluster reaches it').fill('https://audit.example.com');
    await page.getByRole('radio', { name: /^k3s/ }).check();
    await button(page, 'Show what is to be done').click();
    await page.waitForURL(/name=new-one&for=k3s/);
    await page.getByText('systemctl restart k3s').waitFor();
    await page.getByText(/Waiting for the first event of/).waitFor();

    await button(page, 'Make the credential of new-one').click();
    await page.getByText('It is shown now and never again').waitFor();
    await button(page, 'Copy').first().click();
    await page.getByText('Copied the kubeconfig.').waitFor();
    const kubeconfig = parse(await page.evaluate(() => navigator.clipboard.readText()));
    expect(kubeconfig.clusters[0].cluster.server).toBe('https://audit.example.com/ingest/kubernetes/new-one');
    const saved = page.waitForEvent('download');
    await button(page, 'Save').click();
    expect((await saved).suggestedFilename()).toBe('audit-webhook.yaml');
    await web.accessible(page);

    expect((await deliver('new-one', kubeconfig.users[0].user.token)).status).toBe(200);
    await page.getByText('The first event of new-one has come.').waitFor();
    await page.getByRole('link', { name: /See its 1 event/ }).waitFor();
    // What is shown once is nowhere else.
    await page.reload();
    await page.getByText('It was shown then and cannot be shown again.').waitFor();
    expect(await page.content()).not.toContain(kubeconfig.users[0].user.token);
  });

  webTest('anew, and then the old credential holds no longer', async () => {
    const old = await web.api.addCluster('renewed');
    const page = await web.page({ path: '/sources/connect?name=renewed&for=kubeadm' });
    await button(page, 'Make a new one in its place').click();
    await button(page, 'Keep the old one').click();
    expect((await deliver('renewed', old)).status).toBe(200);
    await button(page, 'Make a new one in its place').click();
    await button(page, 'Make a new one').last().click();
    await page.getByText('It is shown now and never again').waitFor();
    const [, token = ''] = /token: (\S+)/.exec((await page.locator('pre').first().textContent()) ?? '') ?? [];
    expect((await deliver('renewed', old)).status).toBe(401);
    expect((await deliver('renewed', token)).status).toBe(200);
  });

  webTest('no longer, once its credential is removed', async () => {
    const token = await web.api.addCluster('gone');
    await deliver('gone', token);
    const page = await web.page({ path: '/sources/clusters/gone' });
    await button(page, 'Remove its credential').click();
    await page.getByRole('button', { name: 'Remove it', exact: true }).click();
    await page.getByText('none: its events were imported').waitFor();
    expect((await deliver('gone', token)).status).toBe(401);
  });
});

describe('a token', () => {
  const asks = async (token: string) =>
    (await fetch(`${web.server.url}/api/v1/events?limit=1`, { headers: { authorization: `Bearer ${token}` } })).status;

  webTest('is made by keyboard, shown once, listed, and revoked', async () => {
    const page = await web.page({ path: '/sources/tokens' });
    await button(page, 'New token').focus();
    await page.keyboard.press('Enter');
    await textBox(page, 'Name').fill('shop team');
    await textBox(page, 'Only these namespaces').fill('shop, pay');
    await page.getByLabel('Holds for').selectOption('30d');
    await web.accessible(page);
    await page.getByLabel('Holds for').focus();
    await page.keyboard.press('Tab');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await heading(page, 'The token is made').waitFor();
    const token = (await page.getByRole('dialog').locator('code').textContent()) ?? '';
    expect(await asks(token)).toBe(200);
    await button(page, 'I have kept it').click();

    const made = page.getByRole('row').filter({ hasText: 'shop team' });
    expect(await made.textContent()).toMatch(/viewer.*all clusters, in shop, pay.*in (29|30) days/s);
    expect(await page.content()).not.toContain(token);
    await button(page, 'Revoke shop team').click();
    await page.keyboard.press('Escape');
    expect(await asks(token)).toBe(200);
    await button(page, 'Revoke shop team').click();
    await button(page, 'Revoke it').click();
    await made.waitFor({ state: 'detached' });
    expect(await asks(token)).toBe(401);
  });

  webTest('that the server refuses is told why', async () => {
    const page = await web.page({ path: '/sources/tokens', expected: [/status of 400/] });
    await button(page, 'New token').click();
    await textBox(page, 'Only these namespaces').fill('Not A Name');
    await button(page, 'Make the token').click();
    await page.getByRole('alert').waitFor();
  });
});

webTest('the audit level of MKE is changed after a question, and by whom can be seen', async () => {
  const level = async () => (await web.api.json<{ auditLevel: string }>('/api/ucp/config/logging')).auditLevel;
  expect(await level()).toBe('request');
  const page = await web.page({ path: '/sources/mke' });
  await page.getByRole('radio', { name: /^metadata/ }).check();
  await button(page, 'Change').click();
  await button(page, 'Leave it as it is').click();
  expect(await level()).toBe('request');
  await button(page, 'Change').click();
  await button(page, 'Set it to metadata').click();
  await page.getByText('The audit level of MKE is metadata from now on.').waitFor();
  expect(await level()).toBe('metadata');
  expect(await button(page, 'Change').isDisabled()).toBe(true);
  await page.getByRole('link', { name: 'who changed it' }).click();
  await page.waitForURL(({ searchParams }) => searchParams.get('cluster') === 'verbatim');
});

describe('only what a role may do is offered, and why not is said:', () => {
  const NEEDS_ADMIN = 'This needs the role admin; you are signed in as auditor.';

  webTest('an auditor reads everything and changes nothing', async () => {
    const { token } = await makeToken({ role: 'auditor' });
    const page = await web.page({ path: '/sources/tokens', token });
    await page.getByText(NEEDS_ADMIN).waitFor();
    expect(await button(page, /New token|Revoke/).count()).toBe(0);
    await page.goto('/sources/mke');
    await page.getByText(NEEDS_ADMIN).waitFor();
    expect(await page.getByRole('radio', { name: /^metadata/ }).isDisabled()).toBe(true);
    await page.goto('/sources/clusters/prod');
    await page.getByText(NEEDS_ADMIN).waitFor();
    expect(await button(page, /Remove/).count()).toBe(0);
    await page.goto('/sources/connect?name=prod&for=kind');
    await page.getByText(NEEDS_ADMIN).waitFor();
    await page.getByText('kind create cluster').waitFor();
    expect(await button(page, /credential|new one/).count()).toBe(0);
  });

  webTest('a viewer of a namespace sees nothing of deliveries and of the server as a whole', async () => {
    const { token } = await makeToken({ role: 'viewer', namespaces: ['payments-prod'] });
    const page = await web.page({ path: '/sources', token });
    await page.getByText('You see some namespaces only.').waitFor();
    expect(await heading(page, 'What reads the journal').count()).toBe(0);
    expect(await page.content()).not.toContain('kubernetes-webhook');
    await page.goto('/sources/quarantined');
    await heading(page, 'Everything could be read').waitFor();
    await page.goto('/sources/tokens');
    await page.getByText('This needs the role admin or auditor; you are signed in as viewer.').waitFor();
    await page.goto('/sources/mke');
    await page.getByText('This needs the role admin or auditor; you are signed in as viewer.').waitFor();
  });
});

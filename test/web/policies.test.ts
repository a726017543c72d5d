import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import type { CreatedToken } from '../../src/api/contract.ts';
import { temporaryDirectory } from '../support/temporary.ts';
import { DESK, openWeb, PHONE, webTest } from './support/web.ts';

const POLICY = `apiVersion: audit.k8s.io/v1
kind: Policy
omitStages:
  - RequestReceived
omitManagedFields: true
rules:
  - level: None
    verbs: [watch]
  - level: Request
    resources:
      - group: ""
        resources: [secrets]
  - level: Metadata
`;

const folder = await temporaryDirectory();
const file = join(folder, 'prod-policy.yaml');
await writeFile(file, POLICY);
const admission = [
  { clusters: ['strict'], sources: ['lines'], policy: 'preset:mke-metadata' },
  { clusters: ['strict'], policy: file, ignore: [{ name: 'probes', agents: ['kube-probe/*'] }] },
];
const web = openWeb(undefined, { VERBATIM_ADMISSION: JSON.stringify(admission) });

const link = (page: Page, name: string) => page.getByRole('link', { name, exact: true });
const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });
const tab = (page: Page, name: RegExp) => page.getByRole('tab', { name });
const parameter = (page: Page, name: string) => new URL(page.url()).searchParams.get(name);
const at = (search: Readonly<Record<string, string>>) => `/policies?${new URLSearchParams(search)}`;

/** The editor, once it is there. */
async function editorOf(page: Page) {
  const editor = page.getByRole('textbox', { name: 'Policy' });
  await editor.waitFor();
  return editor;
}

/** Puts a text in the place of what is there, as a person pastes it. */
async function write(page: Page, text: string): Promise<void> {
  await page.evaluate((pasted) => navigator.clipboard.writeText(pasted), text);
  await (await editorOf(page)).focus();
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.press('ControlOrMeta+v');
}

/** What is handed over as a file. */
async function downloaded(page: Page): Promise<{ readonly name: string; readonly text: string }> {
  const [download] = await Promise.all([page.waitForEvent('download'), button(page, 'Download').click()]);
  return { name: download.suggestedFilename(), text: await readFile(await download.path(), 'utf8') };
}

/** What each tab looks like with an answer in it. */
const STATES = [
  ['findings', at({ policy: file }), 'records the bodies of'],
  [
    'explain',
    at({ policy: file, tab: 'explain', user: 'alice', verb: 'delete', resource: 'secrets' }),
    'rules[1] decides',
  ],
  ['simulate', at({ policy: 'preset:gce', tab: 'simulate', against: 'preset:verbatim' }), 'Compare with'],
  ['suggest', at({ tab: 'suggest', budget: '1kB/day' }), 'Budget'],
] as const;

webTest.for([
  ['light', DESK],
  ['dark', PHONE],
] as const)('every state can be read and used by everybody, %s', async ([theme, size]) => {
  const page = await web.page({ path: '/', theme, size });
  for (const [name, path, text] of STATES) {
    await page.goto(path);
    await editorOf(page);
    await page.getByText(text).first().waitFor();
    for (const run of ['Simulate', 'Propose']) {
      if (await button(page, run).isVisible()) await button(page, run).click();
    }
    if (name === 'simulate') await page.getByText('What changes').waitFor();
    if (name === 'suggest') await page.getByText('the least that Verbatim proposes').waitFor();
    await web.accessible(page);
    expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), name).toBe(true);
    await shoot(page, `policies-${name}-${theme}`);
  }
});

webTest('the policies in use are told: for what, since when, and whether their files can be used', async () => {
  const page = await web.page({ path: '/policies' });
  const table = page.getByRole('region', { name: 'Policies in use' });
  await table.waitFor();
  expect(await table.getByRole('row').allInnerTexts()).toEqual([
    expect.stringContaining('Clusters'),
    expect.stringMatching(/strict\s+lines\s+mke-metadata\s+2\s.*loaded/s),
    expect.stringMatching(/strict\s+all\s+.*prod-policy\.yaml\s+and ignores probes\s+3\s.*loaded/s),
  ]);
  await writeFile(file, 'rules: [');
  await expect.poll(async () => (await web.api.request('/readyz?part=policies')).status, { timeout: 20_000 }).toBe(503);
  await page.goto(at({ policy: file }));
  await page.getByText('its file has errors').waitFor();
  await page
    .getByRole('alert')
    .getByText(/is not valid/)
    .waitFor();
  await web.accessible(page);
  await writeFile(file, POLICY);
  await expect.poll(async () => (await web.api.request('/readyz?part=policies')).status, { timeout: 20_000 }).toBe(200);
});

webTest('what is wrong is marked while it is written, and a suggested rule goes where it belongs', async () => {
  const page = await web.page({ path: at({ policy: file }) });
  await page.getByText('records the bodies of').waitFor();
  await page.locator('.cm-lint-marker-warning').waitFor();
  const finding = page.getByRole('article').filter({ hasText: 'records the bodies of' });
  await finding.getByRole('button', { name: /Line 9/ }).click();
  await finding.getByRole('button', { name: 'Insert the rule' }).click();
  await finding.waitFor({ state: 'detached' });
  await page.getByText('changed', { exact: true }).waitFor();
  const { name, text } = await downloaded(page);
  expect(name).toBe('prod-policy.yaml');
  expect(text.indexOf('level: Metadata')).toBeLessThan(text.indexOf('level: Request'));
  await page.reload();
  await page.getByText('changed', { exact: true }).waitFor();
  await button(page, 'Undo changes').click();
  await finding.waitFor();
  expect((await downloaded(page)).text).toBe(POLICY);

  await write(page, POLICY.replace('Metadata', 'metadata'));
  await page.locator('.cm-lint-marker-error').waitFor();
  await page.getByText('rules[2].level: "metadata" is not known').first().waitFor();
  await tab(page, /Simulate/).click();
  expect(await button(page, 'Simulate').isDisabled()).toBe(true);
});

webTest('a request is explained: the rule that decides is marked, and the address leads to the same', async () => {
  const page = await web.page({ path: at({ policy: file, tab: 'explain' }) });
  await page.getByLabel('User').fill('alice');
  await page.getByLabel('Resource').fill('secrets');
  await page.getByLabel('Verb').fill('delete');
  const decision = page.getByRole('region', { name: 'Decision' });
  await decision.getByText('rules[1] decides').waitFor();
  await decision.getByText('verb: wants watch, and it is delete').waitFor();
  expect(await page.locator('.cm-decides').allInnerTexts()).toEqual([
    expect.stringContaining('level: Request'),
    expect.stringContaining('resources'),
    expect.stringContaining('group'),
    expect.stringContaining('secrets'),
  ]);
  expect(parameter(page, 'user')).toBe('alice');
  await page.reload();
  await decision.getByText('rules[1] decides').waitFor();

  await button(page, 'Pick an event').click();
  await page.getByLabel('Query').fill('verb: get and resource: secrets');
  const events = page.getByRole('list', { name: 'Events' }).getByRole('button');
  await expect.poll(() => events.first().textContent()).toContain('secret');
  await events.first().click();
  await expect.poll(() => parameter(page, 'verb')).toBe('get');
  await decision.getByText('verb: wants watch, and it is get').waitFor();
});

webTest('recorded traffic goes through two policies: by rule, as a chart, with what is gained and lost', async () => {
  const page = await web.page({ path: at({ policy: 'preset:gce', tab: 'simulate' }) });
  await page.getByLabel('Compare with').selectOption('preset:verbatim');
  await page.getByLabel('Recorded events').fill('not resource: events');
  await button(page, 'Simulate').click();
  const rules = page.getByRole('region', { name: 'Rules of this policy' });
  await rules.waitFor();
  expect(await rules.getByRole('row').count()).toBeGreaterThan(3);
  await page.getByRole('region', { name: 'Rules of the compared policy' }).waitFor();
  await page.getByText('Only what was recorded can be replayed').waitFor();
  await page.getByLabel('Events', { exact: true }).check({ force: true });
  await page.getByText('events', { exact: false }).first().waitFor();

  const changes = page.getByRole('region', { name: 'Changes by kind of request' });
  const behind = changes.getByTitle('Requests of this kind').first();
  expect(await behind.getAttribute('href')).toMatch(/^\/explore\?query=.*verb/);
  const sample = rules.getByRole('link').first();
  expect(await sample.getAttribute('href')).toMatch(/^\/events\/\w+-\d+$/);

  await page.getByLabel('Recorded events').fill('verb: get');
  await page.getByText('Simulate again to see what that does').waitFor();
  await rules.getByRole('button').first().click();
  await page.waitForFunction(() => document.activeElement?.classList.contains('cm-content'));
});

webTest('a long replay says how far it is, and can be cancelled', async () => {
  const page = await web.page({ path: at({ policy: 'preset:gce', tab: 'simulate' }) });
  let end = () => {};
  const held = new Promise<void>((resolve) => {
    end = resolve;
  });
  await page.route('**/policies/simulate', async (route) => {
    await held;
    // The page does not wait for it any more.
    await route.abort().catch(() => {});
  });
  await button(page, 'Simulate').click();
  await page.getByRole('progressbar', { name: 'Replayed events' }).waitFor();
  await button(page, 'Cancel').click();
  await button(page, 'Simulate').waitFor();
  end();
  await page.unroute('**/policies/simulate');
  await button(page, 'Simulate').click();
  await page.getByRole('region', { name: 'In short' }).waitFor();
});

webTest('a policy is proposed for a budget, and opened', async () => {
  const page = await web.page({ path: at({ tab: 'suggest' }) });
  await page.getByLabel('Budget').fill('1TB/day');
  await button(page, 'Propose').click();
  await page.getByText('It keeps within the budget').waitFor();
  await page.getByLabel('Budget').fill('1kB/day');
  await button(page, 'Propose').click();
  await page.getByText('the least that Verbatim proposes').waitFor();
  await button(page, 'Open it in the editor').click();
  await expect.poll(() => parameter(page, 'policy')).toBe('new');
  expect((await downloaded(page)).text).toContain('# Saves');
});

webTest('a file is opened, and a budget or a policy that does not exist is said to be so', async () => {
  const page = await web.page({ path: at({ policy: 'preset:none' }), expected: [/status of 400/] });
  await page.getByRole('alert').getByText('There is no policy named').waitFor();
  await page.getByLabel('A file with a policy').setInputFiles({
    name: 'mine.yaml',
    mimeType: 'application/yaml',
    buffer: Buffer.from(POLICY),
  });
  await page.getByText('records the bodies of').waitFor();
  await link(page, 'kublr-default').click();
  await page.getByRole('heading', { name: 'preset:kublr-default' }).waitFor();
  await tab(page, /Suggest/).click();
  await page.getByLabel('Budget').fill('much');
  await button(page, 'Propose').click();
  await page.getByRole('alert').waitFor();
  await page.keyboard.press('Tab');
  await tab(page, /Suggest/).focus();
  await page.keyboard.press('ArrowLeft');
  await page.getByLabel('Compare with').waitFor();
});

webTest('a viewer is told nothing of what is configured, and replays what is in its scope', async () => {
  const body = JSON.stringify({ role: 'viewer', name: 'team', clusters: ['nowhere'] });
  const headers = { 'content-type': 'application/json' };
  const answer = await web.api.request('/api/v1/tokens', { method: 'POST', headers, body });
  const { token } = (await answer.json()) as CreatedToken;
  const page = await web.page({ path: at({ tab: 'simulate' }), token });
  await page.getByText('is shown to auditors and administrators').waitFor();
  expect(await page.getByText('prod-policy.yaml').count()).toBe(0);
  await button(page, 'Simulate').click();
  await page.getByText('No recorded event is meant').waitFor();
});

/** For who looks at the pages: into the folder that a variable names. */
async function shoot(page: Page, name: string): Promise<void> {
  const shots = process.env.VERBATIM_SCREENSHOTS;
  if (shots) await page.screenshot({ path: join(shots, `${name}.png`), fullPage: true });
}

import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import type { EventsPage } from '../../src/api/contract.ts';
import { deliverTo, requestLine } from './support/lives.ts';
import { settled } from './support/settled.ts';
import { DESK, openWeb, PHONE, webTest } from './support/web.ts';

const CLUSTER = 'evidence';
const RTL = '\u202egpj.exe';
const MARKUP = '<img src=x onerror="globalThis.wasRun=1"><script>globalThis.wasRun=1</script>';
const RBAC = 'RBAC: allowed by RoleBinding "deploy/shop" of Role "deployer" to ServiceAccount "ci/build"';
/** Elements of a large body: some megabytes of JSON. */
const ELEMENTS = 20_000;

const pod = (name: string) => ({ resource: 'pods', apiGroup: undefined, name });
const large = {
  kind: 'Pod',
  metadata: { name: 'large' },
  long: 'x'.repeat(1_000_000),
  spec: { items: Array.from({ length: ELEMENTS }, (_, i) => ({ name: `item-${i}`, value: `value ${i} of many` })) },
};

const allowed = requestLine({
  minutesAgo: 30,
  verb: 'create',
  code: 201,
  user: 'system:serviceaccount:ci:build',
  ref: pod('web'),
  uri: '/api/v1/namespaces/shop/pods',
  sent: {
    kind: 'Pod',
    metadata: { name: 'web', labels: { 'app.kubernetes.io/name': 'web' } },
    spec: { containers: [{ name: 'web', image: 'web:1' }] },
  },
  more: {
    impersonatedUser: { username: 'dora', groups: ['developers'] },
    annotations: {
      'authorization.k8s.io/decision': 'allow',
      'authorization.k8s.io/reason': RBAC,
      'pod-security.kubernetes.io/audit-violations': 'would violate PodSecurity "restricted:latest"',
    },
    vendorField: { answer: 42 },
  },
});
const hostile = requestLine({
  minutesAgo: 29,
  verb: 'create',
  user: MARKUP,
  ref: pod(RTL),
  sent: { [MARKUP]: RTL, kind: 'Pod', metadata: { name: MARKUP } },
  more: { userAgent: MARKUP, annotations: { [MARKUP]: MARKUP } },
});
const secret = requestLine({
  minutesAgo: 28,
  verb: 'create',
  ref: { resource: 'secrets', apiGroup: undefined, name: 'db' },
  sent: { kind: 'Secret', apiVersion: 'v1', metadata: { name: 'db' }, data: { password: 'aHVudGVyMg==' } },
});
const denied = requestLine({
  minutesAgo: 27,
  verb: 'delete',
  user: 'mallory',
  code: 403,
  level: 'Metadata',
  more: {
    responseStatus: {
      metadata: {},
      code: 403,
      reason: 'Forbidden',
      message: 'deployments.apps "api" is forbidden: User "mallory" cannot delete',
    },
  },
});
const truncated = requestLine({
  minutesAgo: 26,
  verb: 'update',
  more: { annotations: { 'audit.k8s.io/truncated': 'true' } },
});
const broken = '{"kind":"Event","apiVersion":"audit.k8s.io/v1","verb":["no","text"]}';

const web = openWeb(async ({ api }) => {
  const big = requestLine({ minutesAgo: 25, verb: 'create', ref: pod('large'), sent: large });
  await deliverTo(api, CLUSTER, [allowed, hostile, secret, denied, truncated, broken, big]);
});

/** The id of the newest event that fits. */
async function idOf(query: string, more: Record<string, string> = { cluster: CLUSTER }): Promise<string> {
  const { items } = await web.api.json<EventsPage>('/api/v1/events', { query, limit: '1', ...more });
  const [item] = items;
  if (!item) throw new Error(`No event fits ${query}.`);
  return item.id;
}

const open = async (query: string, options: Parameters<typeof web.page>[0] = {}): Promise<Page> => {
  const page = await web.page({ ...options, path: `/events/${await idOf(query)}` });
  await page.getByRole('heading', { name: 'What happened' }).waitFor();
  return page;
};
const card = (page: Page, title: string) =>
  page.locator('section').filter({ has: page.getByRole('heading', { name: title, exact: true }) });
const clipboard = (page: Page) => page.evaluate(() => navigator.clipboard.readText());

webTest.for([
  ['light', DESK],
  ['dark', PHONE],
] as const)('the page is for everybody, %s', async ([theme, size]) => {
  const page = await open('name: web', { theme, size });
  await card(page, 'Body of the request').getByRole('tree').waitFor();
  await web.accessible(page);
  expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
});

webTest('answers the seven questions, and why it was let through', async () => {
  const page = await open('name: web');
  const answers = await card(page, 'What happened').locator('dt').allTextContents();
  expect(answers).toEqual(['What', 'When', 'Who', 'On what', 'Where observed', 'From where', 'To where']);
  expect(await page.getByRole('heading', { level: 1 }).textContent()).toContain(
    'dora (impersonated by system:serviceaccount:ci:build) created pod shop/web',
  );
  const why = card(page, 'Why it was allowed');
  const links = await why.getByRole('link').evaluateAll((all) => all.map((one) => one.getAttribute('href')));
  expect(links).toEqual([
    `/objects/shop/rolebindings/deploy?cluster=${CLUSTER}&apiGroup=rbac.authorization.k8s.io`,
    `/objects/shop/roles/deployer?cluster=${CLUSTER}&apiGroup=rbac.authorization.k8s.io`,
    expect.stringMatching(/^\/actors\/system(:|%3A)serviceaccount(:|%3A)build(:|%3A)ci$/),
  ]);
  expect(await why.textContent()).toContain('would violate PodSecurity');
  expect(await card(page, 'Who it really was').textContent()).toContain('acted as dora (impersonation)');
  expect(await card(page, 'Further fields').textContent()).toContain('vendorField');
});

webTest('tells why it was denied', async () => {
  const page = await open('verb: delete and outcome: denied');
  const why = card(page, 'Why it was denied');
  expect(await why.textContent()).toContain('User "mallory" cannot delete');
  await page.getByText('No bodies were recorded').waitFor();
});

webTest('all stages of a request stand on a time line, and each is a click away', async () => {
  const id = await idOf('objectRef.subresource: exec and stage: ResponseComplete', {});
  const page = await web.page({ path: `/events/${id}` });
  const stages = card(page, 'Stages of the request').getByRole('listitem');
  await stages.filter({ hasText: 'ResponseStarted' }).waitFor();
  expect(await stages.last().textContent()).toMatch(/ResponseComplete\+[\d.]+ ?(µs|ms|s|m|h)/);
  await stages.getByRole('link', { name: 'ResponseStarted' }).click();
  await page.waitForURL((url) => !url.pathname.endsWith(id));
});

webTest('a body is searched, folded and copied, by keyboard too', async () => {
  const page = await open('name: web');
  const body = card(page, 'Body of the request');
  const tree = body.getByRole('tree');
  await body.getByLabel(/^Search in/).fill('IMAGE');
  await body.getByText('1 found').waitFor();
  await tree.getByText('web:1').waitFor();
  await body.getByRole('button', { name: 'Fold' }).click();
  await body.getByLabel(/^Search in/).fill('');
  await expect.poll(() => tree.getByRole('treeitem').count()).toBeLessThan(5);
  await tree.focus();
  for (const key of ['ArrowDown', 'ArrowDown', 'ArrowRight', 'ArrowDown']) await page.keyboard.press(key);
  await page.keyboard.press('c');
  await page.getByText('Copied the value.').waitFor();
  expect(await clipboard(page)).toBe('web');
  await page.keyboard.press('p');
  await page.getByText('Copied the path.').waitFor();
  expect(await clipboard(page)).toBe('metadata.name');
  await body.getByRole('button', { name: 'Copy JSON' }).click();
  await page.getByText('Copied body of the request.').waitFor();
  expect(JSON.parse(await clipboard(page))).toMatchObject({ kind: 'Pod', metadata: { name: 'web' } });
});

webTest('the received bytes are given back as they came', async () => {
  const page = await open('name: web');
  const raw = card(page, 'Bytes as received');
  await raw.getByText('Exactly what arrived').click();
  await raw.getByRole('button', { name: 'Copy', exact: true }).click();
  await page.getByText('Copied the bytes as text.').waitFor();
  expect(await clipboard(page)).toBe(allowed);
  const download = page.waitForEvent('download');
  await raw.getByRole('button', { name: 'Download' }).click();
  expect((await download).suggestedFilename()).toMatch(/\.raw$/);
});

webTest('what was taken out or left out is told', async () => {
  const page = await open('resource: secrets');
  await page.getByText('Values were taken out').waitFor();
  expect(await card(page, 'Body of the request').textContent()).not.toContain('aHVudGVyMg');
  await page.goto(`/events/${await idOf('annotations."audit.k8s.io/truncated": *')}`);
  await page.getByText('The bodies were left out').waitFor();
});

webTest('a line that could not be read is shown with the reason and its bytes', async () => {
  const page = await open('quarantine: *');
  await page.getByText('It could not be read').waitFor();
  await card(page, 'Bytes as received').getByText('["no","text"]').waitFor();
  await web.accessible(page);
});

const COPIES: readonly (readonly [string, RegExp])[] = [
  ['Query', /^auditID: "0badcafe-.*" and stage: ResponseComplete$/],
  ['kubectl', /^kubectl create -f - -n shop --as dora --as-group developers <<'EOF'\n\{"kind":"Pod"/],
  ['JSON', /^\{\n {2}"kind": "Event"/],
  ['curl', /^curl -H "Authorization: Bearer \$VERBATIM_TOKEN" http:\/\/127\.0\.0\.1:\d+\/api\/v1\/events\/\S+$/],
  ['verbatim', /^verbatim show \S+$/],
];

webTest('it is copied as a query, as a command and as JSON', async () => {
  const page = await open('name: web');
  for (const [label, expected] of COPIES) {
    await page.getByRole('button', { name: 'Copy', exact: true }).first().click();
    await page.locator('[popover]:popover-open button').filter({ hasText: label }).first().click();
    await page.getByText(`Copied: ${label}.`).waitFor();
    expect(await clipboard(page)).toMatch(expected);
  }
});

webTest('j and k go to the older and the newer event', async () => {
  const page = await open('resource: secrets');
  const heading = page.getByRole('heading', { level: 1 });
  await page.getByRole('button', { name: /^Older/, disabled: false }).waitFor();
  await page.keyboard.press('j');
  await page.waitForFunction(() => document.querySelector('h1')?.textContent?.includes('gpj.exe'));
  await page.getByRole('button', { name: /^Newer/, disabled: false }).waitFor();
  await page.keyboard.press('k');
  await heading.filter({ hasText: 'secret shop/db' }).waitFor();

  // Beyond the span of the search they do not go.
  await page.goto(`${page.url()}?from=now-1s`);
  await settled(page);
  expect(await page.getByRole('button', { name: /^Older/ }).isDisabled()).toBe(true);
});

webTest('what is worth a look is one click away', async () => {
  const page = await open('name: web');
  const further = card(page, 'Look further');
  const links = await further
    .getByRole('link')
    .evaluateAll((all) => all.map((one) => [one.textContent?.trim(), one.getAttribute('href') ?? '']));
  const asked = new Map(links.map(([label, href]) => [label, new URL(href as string, web.server.url).searchParams]));
  expect(asked.get('Same actor')?.get('query')).toBe('actor: "dora"');
  expect(asked.get('Same address')?.get('query')).toBe('sourceIPs: "10.1.2.3"');
  expect(asked.get('Around this time')?.get('from')).toMatch(/^20.*Z$/);
  await further.getByRole('link', { name: 'Same object' }).click();
  await page.waitForURL((url) => url.pathname === '/explore');
  expect(new URL(page.url()).searchParams.get('query')).toBe(
    'objectRef.resource: "pods" and objectRef.namespace: "shop" and objectRef.name: "web"',
  );
});

webTest('a hostile event is text', async () => {
  const page = await open(String.raw`requestObject.metadata.name: \<img*`);
  await card(page, 'Body of the request').getByRole('tree').waitFor();
  expect(await page.evaluate(() => (globalThis as { wasRun?: number }).wasRun)).toBeUndefined();
  expect(await page.locator('main img, main script').count()).toBe(0);
  const text = (await page.locator('main').textContent()) ?? '';
  expect(text).toContain('<img src=x onerror=');
  expect(text).toContain(String.raw`\u202egpj.exe`);
  expect(text).not.toContain('\u202e');
});

webTest('a body of megabytes is shown in part, and found in whole', async () => {
  const page = await open('name: large');
  const body = card(page, 'Body of the request');
  await body.getByRole('button', { name: 'Open all' }).click();
  await body.getByText('item-0', { exact: true }).waitFor();
  expect(await body.getByRole('treeitem').count()).toBeLessThan(100);
  await body.getByLabel(/^Search in/).fill(`value ${ELEMENTS - 1} of`);
  await body.getByText('1 found').waitFor();
  await body.getByLabel(/^Search in/).press('Enter');
  await body
    .getByRole('treeitem')
    .filter({ hasText: `value ${ELEMENTS - 1} of many` })
    .waitFor();
});

webTest('an event that is not there is told', async () => {
  const page = await web.page({ path: '/events/nothing-1', expected: [/status of 404/] });
  await page.getByRole('alert').waitFor();
});

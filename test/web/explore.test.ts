import { readFile } from 'node:fs/promises';
import type { Locator, Page } from 'playwright-core';
import { expect } from 'vitest';
import { settled } from './support/settled.ts';
import { DESK, openWeb, PHONE, webTest } from './support/web.ts';

const web = openWeb();

const editor = (page: Page) => page.getByRole('textbox', { name: 'Query', exact: true });
const grid = (page: Page) => page.getByRole('grid', { name: 'Events' });
const rows = (page: Page) => grid(page).locator('[role=row][data-id]');
const chosen = (page: Page) => grid(page).locator('[role=row][aria-selected=true]');
const params = (page: Page) => Object.fromEntries(new URL(page.url()).searchParams);
const button = (page: Page, name: string | RegExp) =>
  page.getByRole('button', { name, exact: typeof name === 'string' });

async function open(path = '/explore', more: Parameters<typeof web.page>[0] = {}): Promise<Page> {
  const page = await web.page({ path, ...more });
  await Promise.all([rows(page).first().waitFor(), editor(page).waitFor()]);
  return page;
}

/** Waits for what the address is to say. */
async function says(page: Page, expected: Readonly<Record<string, unknown>>): Promise<void> {
  await expect.poll(() => params(page), { timeout: 10_000 }).toMatchObject(expected);
}

webTest.for([
  ['light', DESK],
  ['dark', PHONE],
] as const)('the page is for everybody, %s', async ([theme, size]) => {
  const page = await open('/explore', { theme, size });
  await page.locator('canvas').waitFor();
  await web.accessible(page);
  await rows(page).first().click();
  await button(page, 'Copy as JSON').waitFor();
  await web.accessible(page);
  expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
});

webTest('a query is written with completion of fields and values, run, and in the address', async () => {
  const page = await open();
  await page.keyboard.press('/');
  await page.keyboard.type('outc');
  await page.getByRole('option', { name: /outcome/ }).waitFor();
  await page.keyboard.press('Tab');
  await page.getByRole('option', { name: 'denied' }).waitFor();
  await page.keyboard.type('den');
  await page.keyboard.press('Tab');
  await page.keyboard.type('and resource: sec');
  // Values come from the server.
  await page.getByRole('option', { name: /^secrets/ }).waitFor();
  await page.keyboard.press('Tab');
  expect(await editor(page).textContent()).toBe('outcome: denied and resource: secrets ');
  // Names, words that join and values have their colours.
  expect(await editor(page).locator('.cm-kql-field').allTextContents()).toEqual(['outcome', 'resource']);
  expect(await editor(page).locator('.cm-kql-keyword').allTextContents()).toEqual(['and']);
  await page.keyboard.press('Enter');
  await says(page, { query: 'outcome: denied and resource: secrets' });
  await expect.poll(() => rows(page).first().getAttribute('data-outcome')).toBe('denied');
  await page.reload();
  await rows(page).first().waitFor();
  expect(await editor(page).textContent()).toBe('outcome: denied and resource: secrets');
  // It is among the recent ones.
  await button(page, 'Recent queries').click();
  await page.getByRole('button', { name: 'outcome: denied and resource: secrets' }).waitFor();
});

webTest('a mistake is underlined in its place, and mended by a click', async () => {
  const page = await open();
  await editor(page).click();
  await page.keyboard.type('verbb: get');
  await page.keyboard.press('Escape');
  await editor(page).click();
  await page.keyboard.press('Enter');
  await page.getByRole('alert').getByText('Did you mean verb?').waitFor();
  expect(await editor(page).locator('.cm-lintRange-error').textContent()).toBe('verbb');
  expect(params(page)).toEqual({});
  await button(page, 'Use verb').click();
  await says(page, { query: 'verb: get' });
  // Typing over what is written is no matter of the page's policy.
  await editor(page).click();
  await page.keyboard.press('Control+a');
  await page.keyboard.type('ns: *');
  await page.keyboard.press('Enter');
  await says(page, { query: 'ns: *' });
  await page.goto('/explore?query=verbb%3A+get');
  await page.getByText('This query cannot be read').waitFor();
  await button(page, 'Use verb').click();
  await rows(page).first().waitFor();
});

webTest('values are counted, and a click adds or excludes one; back takes it back', async () => {
  const page = await open();
  await button(page, /^Only Outcome denied/).click();
  await says(page, { query: 'outcome: denied' });
  await button(page, /^Exclude Verb list/).click();
  await says(page, { query: 'outcome: denied and not verb: list' });
  await page.goBack();
  await says(page, { query: 'outcome: denied' });
  // Others open by a click, and are found by their name.
  await page.getByLabel('Find a field', { exact: true }).fill('cluster');
  await button(page, 'Cluster').click();
  await says(page, { facets: expect.stringContaining('cluster') });
  await button(page, /^Only Cluster/)
    .first()
    .waitFor();
  // Of many values, those are found that hold what is typed.
  await page.goto('/explore');
  await button(page, 'More …').first().click();
  await page.getByLabel(/^Find a value of/).fill('zzz');
  await page.getByText('No value holds that.').waitFor();
});

webTest('a part of the histogram is chosen by drawing, stacked by a field, and zoomed out of', async () => {
  const page = await open('/explore?from=now-3h');
  const over = page.locator('.u-over');
  await over.waitFor();
  const box = await over.boundingBox();
  if (!box) throw new Error('The chart is not drawn.');
  await page.mouse.move(box.x + box.width * 0.4, box.y + 20);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width * 0.7, box.y + 20, { steps: 5 });
  await page.mouse.up();
  await says(page, { from: expect.stringMatching(/Z$/), to: expect.stringMatching(/Z$/) });
  const { from = '', to = '' } = params(page);
  expect(Date.parse(to) - Date.parse(from)).toBeLessThan(2 * 3_600_000);
  await button(page, 'Zoom out').click();
  await expect.poll(() => Date.parse(params(page).from ?? '')).toBeLessThan(Date.parse(from));
  await page.getByLabel('Stacked by').selectOption('verb');
  await says(page, { stack: 'verb' });
  const legend = page.locator('figure').getByRole('button', { name: /^get/ });
  await legend.waitFor();
  await page.getByText('As a table').click();
  await page.getByRole('columnheader', { name: 'get' }).waitFor();
  await legend.click();
  await says(page, { query: 'verb: get' });
});

webTest('a time is chosen, one of the usual and one of one’s own', async () => {
  const page = await open();
  await button(page, /^Time:/).click();
  await button(page, 'Last hour').click();
  await says(page, { from: 'now-1h' });
  await button(page, /^Time:/).click();
  await page.getByLabel(/^From \(/).fill('2020-01-01T00:00:00');
  await page.getByLabel(/^To \(/).fill('2020-01-02T00:00:00');
  await button(page, 'Apply').click();
  await says(page, { from: '2019-12-31T23:00:00.000Z' });
  await page.getByText('No event matches').waitFor();
  // It is among the recent ones, and the same moment by other clocks.
  await button(page, /^Time:/).click();
  await button(page, '2020-01-01 00:00:00 – 2020-01-02 00:00:00').waitFor();
  await page.getByRole('radio', { name: 'UTC' }).last().check();
  await button(page, '2019-12-31 23:00:00 – 2020-01-01 23:00:00').click();
  await button(page, 'look at all times').click();
  await rows(page).first().waitFor();
});

webTest('by keyboard: rows are chosen, looked at, excluded, and opened', async () => {
  const page = await open();
  await page.keyboard.press('?');
  const help = page.getByRole('dialog', { name: 'By keyboard' });
  await help.getByRole('checkbox', { name: /^Letters/ }).uncheck();
  await help.getByRole('button', { name: 'Close' }).click();
  await page.keyboard.press('j');
  expect(await chosen(page).count()).toBe(0);
  await button(page, 'By keyboard').click();
  await help.getByRole('checkbox', { name: /^Letters/ }).check();
  await page.keyboard.press('Escape');
  await page.keyboard.press('j');
  await page.keyboard.press('j');
  await page.keyboard.press('k');
  expect(await chosen(page).getAttribute('aria-rowindex')).toBe('2');
  await page.keyboard.press('o');
  await page.getByRole('link', { name: 'Open the event' }).waitFor();
  await says(page, { open: (await chosen(page).getAttribute('data-id')) ?? '' });
  await page.keyboard.press('Escape');
  await expect.poll(() => params(page).open).toBeUndefined();
  // The verb stands in the fourth column.
  await grid(page).focus();
  for (let i = 0; i < 3; i++) await page.keyboard.press('ArrowRight');
  const verb = await grid(page).locator('[data-chosen=true]').textContent();
  await page.keyboard.press('x');
  await says(page, { query: `not verb: ${verb}` });
  await settled(page);
  await page.keyboard.press('j');
  const id = await chosen(page).getAttribute('data-id');
  await page.keyboard.press('Enter');
  await page.waitForURL(`**/events/${id}*`);
});

webTest('columns are added, moved, made wider and taken out', async () => {
  const page = await open('/explore?columns=time,actor,verb');
  await button(page, 'Columns').click();
  await page.getByPlaceholder('Find a field, or write a path').fill('userAgent');
  await page.getByRole('checkbox', { name: /Agent/ }).check();
  await says(page, { columns: 'time,actor,verb,userAgent' });
  await page.keyboard.press('Escape');
  await grid(page).getByRole('button', { name: 'Verb' }).click();
  await button(page, 'Move to the left').click();
  await says(page, { columns: 'time,verb,actor,userAgent' });
  await page.getByRole('separator', { name: 'Width of Verb' }).focus();
  await page.keyboard.press('ArrowRight');
  await says(page, { columns: 'time,verb|92,actor,userAgent' });
  await grid(page).getByRole('button', { name: 'Actor' }).click();
  await button(page, 'Take the column out').click();
  await says(page, { columns: 'time,verb|92,userAgent' });
});

webTest('the list goes on to both sides of a moment', async () => {
  const page = await open('/explore?from=now-3h');
  // Several may have happened at the same moment.
  const timeOf = (row: Locator) => row.locator('time').first().getAttribute('datetime');
  const top = await timeOf(rows(page).first());
  const further = async () => {
    await grid(page).evaluate((element) => element.scrollBy(0, 6_000));
    return Number(await rows(page).last().getAttribute('aria-rowindex'));
  };
  await expect.poll(further, { timeout: 20_000 }).toBeGreaterThan(500);
  const drawn = await rows(page).count();
  expect(drawn).toBeLessThan(120);
  // Around that event there are newer ones above, and older ones below.
  await rows(page).nth(20).click();
  await button(page, 'Around this time').click();
  await says(page, { at: expect.stringMatching(/Z$/), open: expect.any(String) });
  const middle = await timeOf(chosen(page));
  await expect.poll(() => timeOf(rows(page).first()), { timeout: 10_000 }).toBe(middle);
  await button(page, 'Newer').click();
  await grid(page).evaluate((element) => element.scrollTo(0, 0));
  await expect.poll(() => timeOf(rows(page).first()), { timeout: 10_000 }).not.toBe(middle);
  expect(top).not.toBe(middle);
});

webTest('events come live, wait while it is paused, and go on', async () => {
  const page = await open('/explore?live=true');
  const first = await rows(page).first().getAttribute('data-id');
  await expect.poll(() => rows(page).first().getAttribute('data-id'), { timeout: 30_000 }).not.toBe(first);
  await button(page, 'Pause').click();
  const held = await rows(page).first().getAttribute('data-id');
  await button(page, /^Go on \([1-9]\d* waiting\)/).waitFor({ timeout: 30_000 });
  expect(await rows(page).first().getAttribute('data-id')).toBe(held);
  await button(page, /^Go on/).click();
  await expect.poll(() => rows(page).first().getAttribute('data-id')).not.toBe(held);
  await button(page, 'Live').click();
  await expect.poll(() => params(page).live).toBeUndefined();
});

webTest('a search is saved, opened and removed', async () => {
  const page = await open('/explore?query=verb%3A+delete&stack=verb');
  await button(page, 'Saved').click();
  await page.getByLabel('Save this search as').fill('Deletions <b>');
  await button(page, 'Save').click();
  await page.getByRole('link', { name: 'Deletions <b>' }).waitFor();
  await page.goto('/explore');
  await button(page, 'Saved').click();
  await page.getByRole('link', { name: 'Deletions <b>' }).click();
  await says(page, { query: 'verb: delete', stack: 'verb' });
  await button(page, 'Saved').click();
  await button(page, 'Remove Deletions <b>').click();
  await page.getByText('Searches that you save are listed here').waitFor();
});

webTest('what was found is downloaded', async () => {
  const page = await open('/explore?query=verb%3A+delete&columns=time,verb,cluster');
  for (const [name, extension, pattern] of [
    ['CSV, these columns', 'csv', /^time,verb,cluster\r\n[^,]+Z,delete,/],
    ['JSON lines, whole events', 'jsonl', /^\{.*"verb":"delete"/],
  ] as const) {
    await button(page, 'Download').click();
    const downloading = page.waitForEvent('download');
    await page.getByRole('link', { name }).click();
    const download = await downloading;
    expect(download.suggestedFilename()).toMatch(new RegExp(`^verbatim-\\d{8}T\\d{6}Z\\.${extension}$`));
    expect(await readFile(await download.path(), 'utf8')).toMatch(pattern);
    await page.keyboard.press('Escape');
  }
});

webTest('a hostile event is shown as text', async () => {
  await web.api.addCluster('hostile');
  const name = `<img src=x onerror=alert(1)>\u202e${'A'.repeat(200_000)}`;
  const event = {
    ...{ kind: 'Event', apiVersion: 'audit.k8s.io/v1', level: 'Metadata', stage: 'ResponseComplete', verb: 'get' },
    ...{ auditID: '0a1b2c3d-0000-4000-8000-00000000abcd', requestURI: '/x', user: { username: name } },
    ...{
      objectRef: { resource: 'pods', namespace: 'a', name: '=1+1' },
      requestReceivedTimestamp: new Date().toISOString(),
    },
  };
  const response = await web.api.request('/ingest/lines/hostile', { method: 'POST', body: JSON.stringify(event) });
  expect(response.status).toBe(200);
  await web.api.loaded();
  const page = await open('/explore?cluster=hostile');
  expect(await rows(page).first().textContent()).toContain('<img src=x onerror=alert(1)>\\u202eAAA');
  await rows(page).first().click();
  await button(page, 'Copy as JSON').waitFor();
  expect((await page.locator('body').textContent())?.length).toBeLessThan(30_000);
  expect(await page.locator('img[src=x]').count()).toBe(0);
});

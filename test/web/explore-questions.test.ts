import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { settled } from './support/settled.ts';
import { openWeb, webTest } from './support/web.ts';

const web = openWeb();

const button = (page: Page, name: string | RegExp) =>
  page.getByRole('button', { name, exact: typeof name === 'string' });

webTest('a new query takes two questions, and a change the one that is new', async () => {
  const page = await web.page({ path: '/explore' });
  await settled(page);
  const asked: string[] = [];
  page.on('request', (request) => {
    const [, name] = /\/api\/v1\/(events|facets|histogram)$/.exec(new URL(request.url()).pathname) ?? [];
    if (name) asked.push(name);
  });
  const asks = async (...expected: readonly string[]) => {
    await page.locator('canvas').waitFor();
    await settled(page);
    expect(asked.splice(0).sort()).toEqual(expected);
  };
  await page.reload();
  await asks('events', 'facets');
  await button(page, /^Only Outcome denied/).click();
  await expect.poll(() => page.url()).toContain('query=');
  await asks('events', 'facets');
  await page.getByLabel('Find a field', { exact: true }).fill('cluster');
  await button(page, 'Cluster').click();
  await button(page, /^Only Cluster/)
    .first()
    .waitFor();
  await asks('facets');
  await page.getByLabel('Stacked by').selectOption('verb');
  await page.locator('figure').getByRole('button', { name: /^get/ }).waitFor();
  await asks('histogram');
});

import type { BrowserContext, Page, Request } from 'playwright-core';
import { until } from '../../support/until.ts';

/** Requests that have no answer yet, of each window. Streams, which never have all of one, are not among them. */
const waiting = new WeakMap<BrowserContext, Set<Request>>();

export function trackRequests(context: BrowserContext): void {
  const requests = new Set<Request>();
  waiting.set(context, requests);
  context.on('request', (request) => void requests.add(request));
  const over = (request: Request) => void requests.delete(request);
  context.on('requestfinished', over);
  context.on('requestfailed', over);
  context.on('response', (response) => {
    if (response.headers()['content-type']?.startsWith('text/event-stream')) requests.delete(response.request());
  });
}

/** Nothing was asked for so long, so nothing more follows from what was answered. */
const QUIET_MS = 100;

/** Waits until the page has what it asked for, and has drawn it. A page that asks again now and then is settled in between. */
export async function settled(page: Page): Promise<void> {
  const requests = waiting.get(page.context());
  if (!requests) throw new Error('The page was not opened by openWeb().');
  await page.locator('#main').waitFor();
  let since = performance.now();
  await until('the page has its answers', async () => {
    const loading = await page.getByText('Loading …', { exact: true }).count();
    if (requests.size > 0 || loading > 0) since = performance.now();
    return performance.now() - since > QUIET_MS;
  });
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
}

import type { BrowserContext, Page, Request } from 'playwright-core';
import { until } from '../../support/until.ts';

/** Questions that have no answer yet, of each window. Streams, which never have all of one, are not among them. */
const waiting = new WeakMap<BrowserContext, Set<Request>>();

export function trackRequests(context: BrowserContext): void {
  const requests = new Set<Request>();
  waiting.set(context, requests);
  context.on('request', (request) => {
    // Of a file that is preloaded or in the cache, the end is not always told; of the page before, nothing more.
    if (request.isNavigationRequest()) requests.clear();
    else if (request.url().includes('/api/')) requests.add(request);
  });
  const over = (request: Request) => void requests.delete(request);
  context.on('requestfinished', over);
  context.on('requestfailed', over);
  context.on('response', (response) => {
    if (response.headers()['content-type']?.startsWith('text/event-stream')) requests.delete(response.request());
  });
}

/** Nothing was asked for so long, so nothing more follows from what was answered, nor from code that was loaded. */
const QUIET_MS = 200;
/** Of an address that a test made up. */
const MAX_SAID = 200;

/** Waits until the page has what it asked for, and has drawn it. A page that asks again now and then is settled in between. */
export async function settled(page: Page): Promise<void> {
  const requests = waiting.get(page.context());
  if (!requests) throw new Error('The page was not opened by openWeb().');
  await page.locator('#main').waitFor();
  let since = performance.now();
  let loading = 0;
  await until('the page has its answers', async () => {
    loading = await page.getByText('Loading …', { exact: true }).count();
    if (requests.size > 0 || loading > 0) since = performance.now();
    return performance.now() - since > QUIET_MS;
  }).catch((cause) => {
    const pending = [...requests].map((request) => request.url().slice(0, MAX_SAID)).join(', ');
    throw new Error(`${page.url().slice(0, MAX_SAID)} waits: ${loading} parts are loading; ${pending}`, { cause });
  });
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
}

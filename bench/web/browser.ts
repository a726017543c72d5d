import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { VerbatimError } from '../../src/errors.ts';
import type { Server } from '../harness/server.ts';
import { PROBE } from './probe.ts';

const SIZE = { width: 1440, height: 900 };
/** A page of ten million events on a busy machine. */
const TIMEOUT_MS = 120_000;

/** Starts Debian's Chromium; `undefined` where the machine has none. */
export async function openBrowser(path: string | undefined): Promise<Browser | undefined> {
  const program = (path ?? '')
    .split(delimiter)
    .map((folder) => join(folder, 'chromium'))
    .find((file) => existsSync(file));
  if (program === undefined) return undefined;
  const { chromium } = await import('playwright-core');
  return chromium.launch({ executablePath: program, args: ['--no-sandbox'] });
}

/** A page of its own, with nothing in its cache, of an administrator. */
export async function signedIn(browser: Browser, { url, token }: Pick<Server, 'url' | 'token'>): Promise<Page> {
  const context = await browser.newContext({ baseURL: url, viewport: SIZE, timezoneId: 'UTC' });
  context.setDefaultTimeout(TIMEOUT_MS);
  const response = await context.request.post('/api/v1/session', { data: { token } });
  if (!response.ok()) throw new VerbatimError('SERVER_ANSWER', `Signing in was answered ${response.status()}.`);
  const page = await context.newPage();
  await page.addInitScript(PROBE);
  return page;
}

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { type Api, apiOf } from '../../support/api.ts';
import { violationsOf } from './axe.ts';
import { hasBrowser, launchBrowser } from './chromium.ts';
import { type DemoServer, startDemoServer } from './demo-server.ts';
import { sessionCookie } from './session.ts';
import { trackRequests } from './settled.ts';
import { type Watch, watch } from './watch.ts';

/** A test in a browser; skipped with a message where there is none, but in CI it fails. */
export const webTest = hasBrowser() ? test : test.skip;

export interface Size {
  readonly width: number;
  readonly height: number;
}
export const DESK: Size = { width: 1280, height: 800 };
export const PHONE: Size = { width: 360, height: 740 };

export interface PageOptions {
  /** Where it begins: path, query and fragment. */
  readonly path?: string;
  readonly theme?: 'light' | 'dark';
  readonly size?: Size;
  /** Whose session it has, the administrator's unless told; `null`: nobody has signed in. */
  readonly token?: string | null;
  /** Errors of the console that the test wants. */
  readonly expected?: readonly RegExp[];
}

/** One server with the data of the demo and one browser, for a test file. */
export interface Web {
  readonly server: DemoServer;
  readonly api: Api;
  /** A page in a window of its own. After the test, it must have had no problem (`watch.ts`), and is closed. */
  page(options?: PageOptions): Promise<Page>;
  /** Fails where axe-core finds something. */
  accessible(page: Page): Promise<void>;
}

/** A machine that runs many things at once is slow to begin with. */
const START_MS = 180_000;
/** For one thing that a page should show. */
const ACTION_MS = 20_000;
/** Nothing here looks different elsewhere: times are shown in the zone of the browser. */
const ZONE = 'Europe/Berlin';

/**
 * Starts both before the tests of a file, and ends them after. `prepare` is called before the first, with the server; `env` sets keys of
 * its configuration.
 */
export function openWeb(
  prepare: (web: Web) => Promise<void> = async () => {},
  env: Readonly<Record<string, string>> = {},
): Web {
  let folder: string | undefined;
  let server: DemoServer | undefined;
  let browser: Browser | undefined;
  const opened: { context: BrowserContext; watched: Watch }[] = [];

  const web: Web = {
    get server() {
      return there(server);
    },
    get api() {
      return apiOf(there(server));
    },
    page: async ({ path = '/', theme = 'light', size = DESK, token, expected = [] } = {}) => {
      const { url, adminToken } = there(server);
      const context = await there(browser).newContext({
        baseURL: url,
        colorScheme: theme,
        viewport: size,
        timezoneId: ZONE,
        locale: 'en-GB',
        reducedMotion: 'reduce',
        permissions: ['clipboard-read', 'clipboard-write'],
      });
      context.setDefaultTimeout(ACTION_MS);
      trackRequests(context);
      opened.push({ context, watched: await watch(context, url, expected) });
      if (token !== null) await context.addCookies([await sessionCookie(url, token ?? adminToken)]);
      const page = await context.newPage();
      await page.goto(path);
      return page;
    },
    accessible: async (page) => expect(await violationsOf(page)).toEqual([]),
  };

  beforeAll(async () => {
    if (webTest === test.skip) return;
    folder = await mkdtemp(join(tmpdir(), 'verbatim-web-'));
    [server, browser] = await Promise.all([startDemoServer(folder, env), launchBrowser()]);
    await prepare(web);
  }, START_MS);

  afterEach(async () => {
    const problems: string[] = [];
    for (const { context, watched } of opened.splice(0)) {
      await context.close();
      problems.push(...watched.problems);
    }
    expect(problems, 'a page had problems').toEqual([]);
  });

  afterAll(async () => {
    await browser?.close();
    await server?.stop();
    if (folder) await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  });

  return web;
}

function there<T>(value: T | undefined): T {
  if (value === undefined) throw new Error('The server and the browser are there within tests only.');
  return value;
}

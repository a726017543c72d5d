import { join } from 'node:path';
import type { Page } from 'playwright-core';
import type { Bench } from '../bench.ts';
import { createApi } from '../harness/api.ts';
import { lastHour } from '../harness/last-hour.ts';
import { rootFolder } from '../harness/root.ts';
import { spreadOf } from '../harness/statistics.ts';
import { QUESTIONS } from '../questions/questions.ts';
import type { Section } from '../report/document.ts';
import { short, whole } from '../report/figures.ts';
import { openBrowser, signedIn } from '../web/browser.ts';
import { initialScriptBytes } from '../web/initial-script.ts';

/**
 * Each of the questions is put so often, each time with another condition that all events meet and that costs next to nothing, so that
 * nothing is answered by a cache.
 */
const ROUNDS = 3;
const LOADS = 10;
const ROWS = 10_000;
const SCROLLS = 3;
const SCROLL_MS = 300_000;
/** A frame that takes longer is seen as a stop. */
const LONG_FRAME_MS = 50;
const KB = 1_000;

/** Browser → pages → API → what is drawn. */
export async function benchWeb(bench: Bench): Promise<Section> {
  const { server, takenIn } = await bench.loaded();
  const browser = await openBrowser(process.env.PATH);
  const title = 'Web application';
  if (!browser) {
    return { title, about: 'Not measured: there is no chromium on the PATH.', table: { head: ['', ''], rows: [] } };
  }
  try {
    bench.say('pages in a browser …');
    const hour = new URLSearchParams(await lastHour(createApi(server)));
    const all = new URLSearchParams();
    const loads: number[] = [];
    for (let load = 0; load < LOADS; load++) {
      const first = await signedIn(browser, server);
      loads.push(await firstLoad(first, hour));
      await first.context().close();
    }
    const page = await signedIn(browser, server);
    await firstLoad(page, hour);
    const [within, over] = [await newQueries(page, hour), await newQueries(page, all)];
    const scrolls: Scrolled[] = [];
    for (let round = 0; round < SCROLLS; round++) scrolls.push(await scroll(page, all, round));
    const frames = scrolls.flatMap((one) => one.frames);
    const rows = Math.min(...scrolls.map((one) => one.rows));
    const ofEach = (figure: (frames: readonly number[]) => number) =>
      spreadOf(scrolls.map((one) => figure(one.frames)));
    const [longest, long] = [ofEach(longestOf), ofEach((list) => list.filter(isLong).length)];
    const script = await initialScriptBytes(join(rootFolder(), 'dist', 'web'));
    return {
      title,
      about:
        `Chromium beside the server, over ${whole(takenIn.report.events)} events. A new query is answered when histogram, facets and ` +
        'first rows are drawn; the first load is that of Explore, with nothing in the browser’s cache.',
      table: {
        head: ['', 'median', 'p95'],
        rows: [
          ['Explore, a new query over all events, ms', ...shown(over)],
          ['Explore, a new query over the last hour, ms', ...shown(within)],
          ['first load, ms', ...shown(loads)],
          [`scrolling ${whole(rows)} rows ${SCROLLS} times, ms a frame`, ...shown(frames)],
          ['… the longest frame, ms; the longest of all', short(longest.median), short(longest.max)],
          [
            `… frames over ${LONG_FRAME_MS} ms, of ${whole(frames.length / SCROLLS)}; the most`,
            whole(long.median),
            whole(long.max),
          ],
          ['JavaScript that is loaded first, gzip, kB', short(script / KB), ''],
        ],
      },
    };
  } finally {
    await browser.close();
  }
}

/** How long each frame took, in milliseconds, and how many rows were passed. */
interface Scrolled {
  readonly frames: readonly number[];
  readonly rows: number;
}

const longestOf = (frames: readonly number[]) => frames.reduce((most, frame) => Math.max(most, frame), 0);
const isLong = (frame: number) => frame > LONG_FRAME_MS;

async function firstLoad(page: Page, span: URLSearchParams): Promise<number> {
  await page.goto(`/explore?${span}`);
  return page.evaluate('probe.loaded()');
}

async function newQueries(page: Page, span: URLSearchParams): Promise<number[]> {
  const answers: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    for (const { query } of QUESTIONS) {
      const asked = [query && `(${query})`, `not node: other-${round}`].filter(Boolean).join(' and ');
      const other = new URLSearchParams([...span, ['query', asked]]);
      answers.push(await page.evaluate(`probe.goTo(${JSON.stringify(`/explore?${other}`)})`));
    }
  }
  return answers;
}

/** Each time another question, whose list begins anew. */
async function scroll(page: Page, span: URLSearchParams, round: number): Promise<Scrolled> {
  const other = new URLSearchParams([...span, ['query', `not node: scrolled-${round}`]]);
  await page.evaluate(`probe.goTo(${JSON.stringify(`/explore?${other}`)})`);
  return page.evaluate(`probe.scroll(${ROWS}, ${SCROLL_MS})`);
}

function shown(values: readonly number[]): string[] {
  const { median, p95 } = spreadOf(values);
  return [short(median), short(p95)];
}

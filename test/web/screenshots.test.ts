import { join } from 'node:path';
import { expect } from 'vitest';
import { LIFE } from '../../bench/demo/life.ts';
import { settled } from './support/settled.ts';
import { DESK, openWeb, webTest } from './support/web.ts';

/** The pictures of the README are taken where this variable names a folder: `VERBATIM_SCREENSHOTS=docs/screenshots`. */
const folder = process.env.VERBATIM_SCREENSHOTS;

const web = openWeb();

const ATTACK = 'sourceIPs: "203.0.113.66"';

const shot = folder === undefined ? webTest.skip : webTest;

const SHOTS: readonly (readonly [name: string, theme: 'light' | 'dark', path: () => Promise<string>])[] = [
  ['overview', 'light', async () => '/'],
  ['explore', 'dark', async () => '/explore?query=outcome%3A+denied&from=now-3h&stack=verb'],
  ['event', 'light', async () => `/events/${await idOf(`${ATTACK} and verb: create and resource: rolebindings`)}`],
  [
    'object',
    'light',
    async () => `/objects/${LIFE.namespace}/deployments/${LIFE.deployment}?cluster=prod&apiGroup=apps`,
  ],
  ['policies', 'dark', async () => '/policies'],
  ['sources', 'light', async () => '/sources'],
];

shot.for(SHOTS)('%s', async ([name, theme, path]) => {
  const page = await web.page({ path: await path(), theme, size: DESK });
  await settled(page);
  await page.screenshot({ path: join(folder as string, `${name}.png`) });
});

async function idOf(query: string): Promise<string> {
  const { items } = await web.api.page({ query, limit: '1' });
  return items[0]?.id ?? expect.fail(`nothing is found by ${query}`);
}

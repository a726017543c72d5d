import { readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { generate } from '../../bench/generator/generate.ts';
import type { EventItem, TopAnswer } from '../../src/api/contract.ts';
import { apiOf } from '../support/api.ts';
import { ROOT } from '../support/built.ts';
import { runCli } from '../support/cli.ts';
import { eventList } from '../support/events.ts';
import { type Server, startServer } from '../support/server.ts';
import { temporaryDirectory } from '../support/temporary.ts';

/** The journal is the record; the store is a view of it and can be made again. */

const FIXTURES = join(ROOT, 'test', 'fixtures', 'kubernetes');
const EVENTS = 3_000;

const data = join(await temporaryDirectory(), 'data');
let server: Server;
let before: Answers;
beforeAll(async () => {
  server = await startServer({ data });
  const api = apiOf(server);
  const token = await api.addCluster('prod');
  await runCli(server, ['import', FIXTURES, '--cluster', 'prod', '--node', 'master-0']);
  const lines = [
    ...generate({ seed: 'rebuild', from: '2026-03-02T09:00:00Z', level: 'RequestResponse', count: EVENTS }),
  ];
  await api.deliver('prod', token, eventList(lines));
  await api.deliver('prod', token, Buffer.from('{"items":[\xff,{"verb":1}]}', 'latin1'));
  before = await answers();
});
afterAll(() => server.end('SIGKILL'));

interface Answers {
  readonly raw: Buffer;
  readonly envelopes: readonly EventItem[];
  readonly quarantined: readonly EventItem[];
  readonly verbs: TopAnswer;
}

/** What a person is told: bytes, ids, envelopes, counts. */
async function answers(): Promise<Answers> {
  const api = apiOf(server);
  await api.loaded();
  const { code, stdout } = await runCli(server, ['search', '--limit', '0', '-o', 'raw']);
  expect(code).toBe(0);
  return {
    raw: stdout,
    envelopes: await api.items(),
    quarantined: await api.items({ query: 'quarantine: *' }),
    verbs: await api.json<TopAnswer>('/api/v1/top', { field: 'verb' }),
  };
}

async function expectTheSame(): Promise<void> {
  const { raw, ...others } = await answers();
  expect(raw.equals(before.raw)).toBe(true);
  const { raw: _, ...expected } = before;
  expect(others).toEqual(expected);
}

test('there is something to lose', () => {
  expect(before.envelopes.length).toBeGreaterThan(EVENTS);
  expect(before.quarantined.length).toBeGreaterThan(3);
});

describe('the same answers come', () => {
  test.each<[what: string, paths: readonly string[]]>([
    ['as it is', []],
    ['without the store', ['store']],
    ['without the cursor', ['journal/cursors/store.json']],
    ['without both', ['store', 'journal/cursors/store.json']],
  ])('%s', async (_what, paths) => {
    await server.end();
    for (const path of paths) {
      expect(await readdir(join(data, path, '..'))).toContain(path.split('/').at(-1));
      await rm(join(data, path), { recursive: true });
    }
    server = await startServer({ data });
    await expectTheSame();
  });

  test('when the process dies while it rebuilds', async () => {
    await server.end();
    await rm(join(data, 'store'), { recursive: true });
    server = await startServer({ data });
    await server.end('SIGKILL');
    server = await startServer({ data });
    await expectTheSame();
  });
});

test('importing again after that stores nothing', async () => {
  const { stderr } = await runCli(server, ['import', FIXTURES, '--cluster', 'prod', '--node', 'master-0']);
  expect(stderr).toMatch(/ 0 stored, \d+ duplicates\n$/);
  const first = (await readFile(join(FIXTURES, 'v1.log'), 'utf8')).split('\n', 1);
  expect(before.raw.includes(first[0] ?? 'missing')).toBe(true);
});

import { cp, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Verification } from '../../src/journal/verify.ts';
import { apiOf } from '../support/api.ts';
import { runCli } from '../support/cli.ts';
import { startLoad } from '../support/load.ts';
import { type Server, startServer } from '../support/server.ts';
import { temporaryDirectory } from '../support/temporary.ts';
import { until } from '../support/until.ts';

/** Whoever doubts the record can check it, beside the server and on a copy. */

const MiB = 1024 * 1024;
const folder = await temporaryDirectory();
const data = join(folder, 'own', 'data');
const copy = join(folder, 'copy');
let server: Server;
beforeAll(async () => {
  server = await startServer({ data, config: { journal: { segment_bytes: MiB } } });
});
afterAll(() => server.end('SIGKILL'));

async function verification(...more: string[]): Promise<Verification & { code: number | null }> {
  const { code, stdout, stderr } = await runCli(server, ['verify', '-o', 'json', ...more]);
  // Without an answer, why there is none.
  if (stdout.length === 0) expect([code, stderr]).toEqual([0, '']);
  return { code, ...(JSON.parse(stdout.toString()) as Verification) };
}

test('beside a server that takes events, it is whole each time', { timeout: 120_000 }, async () => {
  const token = await apiOf(server).addCluster('prod');
  const load = startLoad({ url: `${server.url}/ingest/kubernetes/prod`, token, seed: 'verify' });
  await until('there is something', () => load.acknowledged.length > 0);
  let checkpoint: string[] = [];
  let entries = 0;
  for (let round = 0; round < 5; round++) {
    const before = load.acknowledged.length;
    const found = await verification(...checkpoint);
    expect(found).toMatchObject({ code: 0, ok: true, findings: [], firstSeq: 1 });
    expect(found.entries).toBeGreaterThanOrEqual(before);
    checkpoint = ['--checkpoint', `${found.head?.nextSeq}:${found.head?.hash}`];
    entries = found.entries;
  }
  await load.stop();
  expect(entries).toBeGreaterThan(1_000);
});

test('a copy is checked without a server, as text with the checkpoint on its last line', async () => {
  await cp(join(data, 'journal'), copy, { recursive: true, filter: (path) => !path.endsWith('.sock') });
  const { code, stdout, stderr } = await runCli(server, ['verify', '--data', copy]);
  expect(code).toBe(0);
  expect(stdout.toString()).toMatch(
    /^Journal [a-z0-9]{8} in .+\n\d+ files?, .+\n.+\nIt is whole\.\nCheckpoint \d+:[0-9a-f]{64}\n$/,
  );
  expect(stderr).toBe('');
});

test('a changed event is found and placed; the exit code says so', async () => {
  const [name = ''] = (await readdir(copy)).filter((file) => file.endsWith('.vj'));
  const bytes = await readFile(join(copy, name));
  bytes[bytes.indexOf('"auditID"') + 1]! ^= 1;
  await writeFile(join(copy, name), bytes);
  const { code, stdout, stderr } = await runCli(server, ['verify', '--data', copy]);
  expect(code).toBe(1);
  expect(stdout.toString()).toMatch(/\n {2}damaged 0+1\.vj at byte \d+, number \d+: The event’s bytes are not those/);
  expect(stderr).toMatch(/^verbatim: The journal is not whole: 2 findings\.\n$/);
});

test.each([
  ['a checkpoint that is none', ['--checkpoint', '5:abc'], 2, /64 hexadecimal digits/],
  ['a folder without a journal', ['--data', '/nonexistent'], 1, /There is no journal in \/nonexistent/],
])('%s', async (_what, argv, code, message) => {
  const ran = await runCli(server, ['verify', ...argv]);
  expect([ran.code, ran.stdout.toString()]).toEqual([code, '']);
  expect(ran.stderr).toMatch(message);
});

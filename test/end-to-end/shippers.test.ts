import { execFile } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { gzipSync } from 'node:zlib';
import { afterAll, describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { apiOf } from '../support/api.ts';
import { ROOT } from '../support/built.ts';
import { hasProgram } from '../support/debian.ts';
import { freshCluster } from '../support/kept.ts';
import { startServer } from '../support/server.ts';
import { temporaryDirectory } from '../support/temporary.ts';

/** What docs/guides/shippers.md says: its commands are run, and what its configurations make shippers send is sent. */

const run = promisify(execFile);
const guide = await readFile(join(ROOT, 'docs/guides/shippers.md'), 'utf8');
const folder = await temporaryDirectory();
const server = await startServer({ data: join(folder, 'data') });
afterAll(() => server.end());
const api = apiOf(server);

const blocks = (language: string) =>
  [...guide.matchAll(new RegExp(`\`\`\`${language}\\n([^]*?)\`\`\``, 'g'))].map(([, text = '']) => text);
const events = Array.from({ length: 3 }, (_, i) => `{"auditID":"${i}","verb":"get","requestURI":"/${i}"}`);
const text = events.map((event) => `${event}\n`).join('');
const ALL = { received: 3, stored: 3, duplicates: 0, quarantined: 0 };

const canPack = hasProgram('zstd', ['--version']);
const canPost = hasProgram('curl', ['--version']);

async function pack(plain: string): Promise<Buffer> {
  const child = run('zstd', ['-c'], { encoding: 'buffer' });
  child.child.stdin?.end(plain);
  return (await child).stdout;
}

describe.skipIf(!canPack || !canPost)('curl', () => {
  const commands = blocks('sh').flatMap((block) => block.trim().split('\n'));

  test('there are commands', () => expect(commands).toHaveLength(3));

  test.each(commands)('%s', async (command) => {
    const { cluster, token } = await freshCluster(api);
    await writeFile(join(folder, 'audit.log'), text);
    const here = command.replace(
      'https://verbatim.example.com:7400/ingest/lines/prod',
      `${server.url}/ingest/lines/${cluster}`,
    );
    const { stdout } = await run('sh', ['-c', here], { cwd: folder, env: { ...process.env, TOKEN: token } });
    expect(JSON.parse(stdout)).toEqual(ALL);
  });
});

/** Sends a body and gives the answer, and the received bytes of what can be found then. */
async function send(body: Buffer | string, headers: Record<string, string>) {
  const { cluster, token } = await freshCluster(api);
  const response = await fetch(`${server.url}/ingest/lines/${cluster}`, {
    method: 'POST',
    headers: { ...headers, authorization: `Bearer ${token}` },
    body,
  });
  const answer = await response.json();
  await api.loaded();
  return { answer, items: await api.items({ cluster }), raw: (await api.raw({ cluster })).toString() };
}

const idsOf = (items: readonly { readonly event: object }[]) =>
  items.map(({ event }) => (event as { auditID?: string }).auditID).sort();

describe.skipIf(!canPack)('Fluent Bit', () => {
  const [configuration = ''] = blocks('yaml');
  const output = parse(configuration).pipeline.outputs[0];

  test('is told what is sent below', () => {
    expect(output).toMatchObject({
      uri: '/ingest/lines/prod',
      format: 'json_lines',
      compress: 'zstd',
      retry_limit: 'no_limits',
    });
    expect(output.header).toMatch(/^Authorization Bearer /);
  });

  test('its records are the events in them', async () => {
    const records = events.map((log) => `${JSON.stringify({ date: 1772334766.321, log })}\n`).join('');
    const headers = { 'content-type': 'application/x-ndjson', 'content-encoding': 'zstd', 'user-agent': 'Fluent-Bit' };
    const { answer, items, raw } = await send(await pack(records), headers);
    expect(answer).toEqual(ALL);
    expect(idsOf(items)).toEqual(['0', '1', '2']);
    expect(raw.split('\n').sort().join('\n').trim()).toBe(records.trim());
  });
});

describe('Vector', () => {
  const [, configuration = ''] = blocks('yaml');
  const { verbatim } = parse(configuration).sinks;

  test('is told what is sent below', () => {
    expect(verbatim).toMatchObject({
      uri: 'https://verbatim.example.com:7400/ingest/lines/prod',
      encoding: { codec: 'text' },
      framing: { method: 'newline_delimited' },
      auth: { strategy: 'bearer' },
      acknowledgements: { enabled: true },
    });
  });

  test.each([
    ['text', text, undefined],
    [
      'json',
      events
        .map((message) =>
          JSON.stringify({ host: 'master-0', message, source_type: 'file', timestamp: '2026-03-01T00:00:00Z' }),
        )
        .join('\n'),
      'master-0',
    ],
  ])('with codec %s its lines are the events in them', async (codec, body, node = '') => {
    const headers = {
      'content-type': codec === 'text' ? 'text/plain' : 'application/x-ndjson',
      'content-encoding': 'gzip',
    };
    const { answer, items } = await send(gzipSync(body), headers);
    expect(answer).toEqual(ALL);
    expect(idsOf(items)).toEqual(['0', '1', '2']);
    expect(new Set(items.map((item) => item.node))).toEqual(new Set([node]));
  });
});

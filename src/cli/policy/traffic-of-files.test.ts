import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import fc from 'fast-check';
import { afterAll, expect, test } from 'vitest';
import type { TrafficGroup, TrafficShape } from '../../event/traffic.ts';
import { closeFileEngine } from '../local/engine.ts';
import { anyFile, engineFile } from '../local/testing/lines.ts';
import { trafficOfFiles } from './traffic-of-files.ts';

/** Whether the engine reads a file or the general way does, its events become the same groups. */

const folder = mkdtempSync(join(tmpdir(), 'verbatim-traffic-'));
afterAll(async () => {
  await closeFileEngine();
  rmSync(folder, { recursive: true, force: true });
});

/** What says no time of its own happened when it was read. */
const NOW = Date.now() * 1_000;

const PAD = `${JSON.stringify({ auditID: 'first', verb: 'first', requestReceivedTimestamp: '2020-01-01T00:00:00.000000Z' })}\n`;

const SHAPES: readonly TrafficShape[] = [
  { userGroups: [], namespaces: [], names: [], paths: [], pathPrefixes: [], managedFields: false, other: '?' },
  {
    users: ['alice', '42'],
    userGroups: ['dev', '5'],
    namespaces: ['prod'],
    names: ['web', 'web 0', '7'],
    paths: ['/healthz', '/api*'],
    pathPrefixes: ['/api'],
    managedFields: true,
    other: '?',
  },
];

async function traffic(path: string, text: string, query: string, shape: TrafficShape) {
  const sums = new Map<string, number[]>();
  const span = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  const io = { stdin: Readable.from([Buffer.from(text)]) };
  const selection = { query, from: undefined, to: undefined, clusters: [] };
  await trafficOfFiles([path], selection, shape, { io, note: () => {} }, ({ groups, first, last }) => {
    span[0] = Math.min(span[0] ?? 0, first, NOW);
    span[1] = Math.max(span[1] ?? 0, Math.min(last, NOW));
    for (const group of groups) add(sums, group);
  });
  return { groups: Object.fromEntries([...sums].sort(([a], [b]) => (a < b ? -1 : 1))), span };
}

function add(
  sums: Map<string, number[]>,
  { sample: _, sampleTime: _time, events, bytes, request, response, ...words }: TrafficGroup,
) {
  const sizes = [events, bytes, ...Object.values(request), ...Object.values(response)];
  const key = JSON.stringify(Object.entries(words).sort(([a], [b]) => (a < b ? -1 : 1)));
  const before = sums.get(key) ?? sizes.map(() => 0);
  sums.set(
    key,
    sizes.map((size, i) => size + (before[i] ?? 0)),
  );
}

test.each([
  ['events with odd lines', engineFile],
  ['anything', anyFile],
])('a file of %s', { timeout: 120_000 }, async (_name, file) => {
  const path = join(folder, 'lines.log');
  await fc.assert(
    fc.asyncProperty(
      file,
      fc.constantFrom('', 'verb: get', 'user.groups: dev', 'alice'),
      fc.constantFrom(...SHAPES),
      async (lines, query, shape) => {
        const text = PAD + lines.join('\n');
        writeFileSync(path, text);
        expect(await traffic(path, text, query, shape)).toEqual(await traffic('-', text, query, shape));
      },
    ),
    { numRuns: Number(process.env.WAYS_RUNS ?? 40), endOnFailure: true },
  );
});

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { createDirectory } from '../../actors/directory.ts';
import type { Events } from '../events.ts';
import { closeFileEngine } from './engine.ts';
import { fileEnvelope } from './file-record.ts';
import { createLocalEvents } from './local-events.ts';
import { questionOf } from './question.ts';
import { readRecords } from './read-records.ts';
import { createTest } from './record-test.ts';
import { anyFile, engineFile, plainEvent } from './testing/lines.ts';

const folder = mkdtempSync(join(tmpdir(), 'verbatim-ways-'));
afterAll(async () => {
  await closeFileEngine();
  rmSync(folder, { recursive: true, force: true });
});

const NOW = 1_800_000_000_000_000;
const PAD = `${JSON.stringify({ auditID: 'first', verb: 'first', requestReceivedTimestamp: '2020-01-01T00:00:00.000000Z' })}\n`;

const DIRECTORY = createDirectory([
  { name: 'Alice Smith', aliases: ['alice', 'ALICE', 'root'] },
  { name: 'bob', aliases: ['{a}', 'uaa:bob-id'] },
]);

/** The same bytes as a file, which the engine reads, and as standard input, which it does not. */
function bothWays(text: string): { fast: Events; general: Events } {
  const path = join(folder, 'lines.log');
  writeFileSync(path, text);
  const options = { note: () => {}, now: NOW, directory: DIRECTORY };
  const stdin = () => Readable.from([Buffer.from(text)]);
  return {
    fast: createLocalEvents({ ...options, paths: [path], stdin }),
    general: createLocalEvents({ ...options, paths: ['-'], stdin }),
  };
}

const QUERIES = [
  '',
  'verb: get',
  'not verb: get',
  'user: alice or user: 42 or user: true',
  'not user: *',
  'user: ~ALICE*',
  'actor: "{a}"',
  'actor: Alice*',
  'not actor: (alice or ~BOB)',
  'actor: a* or actor > b',
  'user.groups: dev',
  'user.groups: 5 or annotations: 1',
  'code >= 400',
  'code: 403 or code: 0',
  'outcome: (denied or unknown)',
  'ip: "10.0.0.0/8"',
  'not sourceIPs: *',
  'annotations."authorization.k8s.io/decision": forbid',
  'requestObject.spec.replicas: 3',
  'unknown: *',
  'not unknown.vendorField: *',
  'quarantine: *',
  'not quarantine: *',
  'quarantine: invalid-json and alice',
  'alice',
  'null',
  'not "web 0"',
  'kube*',
  'objectRef.apiGroup: apps or name: 7',
  'auditID: abc and stage: Panic',
  'time >= 2026-03-01 and time < 2026-03-02',
  'requestReceivedTimestamp: *',
  'stageTimestamp < 2026-03-01',
  'source: file and not cluster: *',
  'platform: openshift',
  'platform: swarm or component: dockerd',
  'not component: oauth-server',
  'verb: login',
  'verb: log*',
  'node: node-1 or platform: k*',
  'openshift',
  'log*',
];

async function textOf(lines: AsyncIterable<Uint8Array>): Promise<string> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of lines) chunks.push(chunk);
  return Buffer.concat(chunks).toString('latin1');
}

const request = fc.record({
  query: fc.constantFrom(...QUERIES),
  order: fc.constantFrom('asc' as const, 'desc' as const),
  view: fc.constantFrom('raw' as const, 'event' as const, 'envelope' as const),
  limit: fc.constantFrom(0, 1, 5, 20_000),
  from: fc.constantFrom(undefined, '2026-03-01T03:12:45.123457Z'),
  clusters: fc.constant([] as string[]),
});

const FIELDS = [
  'verb',
  'user',
  'user.groups',
  'sourceIPs',
  'code',
  'outcome',
  'actor',
  'annotations',
  'annotations.k',
  'requestObject.spec.replicas',
  'time',
  'auditID',
  'source',
  'quarantine',
  'objectRef.apiGroup',
  'name',
];

const RUNS = { numRuns: Number(process.env.WAYS_RUNS ?? 12), endOnFailure: true };

describe('the engine and the general way give the same', () => {
  for (const [name, file] of [
    ['of a file of events with odd lines', engineFile],
    ['of a file of anything', anyFile],
  ] as const) {
    it(`events ${name}`, async () => {
      await fc.assert(
        fc.asyncProperty(file, fc.array(request, { minLength: 8, maxLength: 8 }), async (lines, requests) => {
          const { fast, general } = bothWays(PAD + lines.join('\n'));
          for (const one of requests) {
            expect(await textOf(fast.search(one)), JSON.stringify(one)).toBe(await textOf(general.search(one)));
          }
        }),
        RUNS,
      );
    });
  }

  it('of lines that Docker has split', async () => {
    const pieces = [`{"auditID":"split","verb":"get","x":"${'y'.repeat(40)}`, String.raw`\n`, '"}\n'];
    const lines = pieces.map((log) => JSON.stringify({ log, stream: 'stdout', time: '2026-03-01T03:12:45.5Z' }));
    const whole = JSON.stringify({
      log: '{"auditID":"whole","verb":"get"}\n',
      stream: 'stdout',
      time: '2026-03-01T03:12:45Z',
    });
    const { fast, general } = bothWays(`${PAD}${[whole, ...lines, whole].join('\n')}\n`);
    for (const query of ['', 'verb: get', 'auditID: split']) {
      const one = { query, order: 'asc', view: 'event', limit: 0, from: undefined, clusters: [] } as const;
      const events = await textOf(general.search(one));
      expect(events).toContain('"auditID":"split"');
      expect(await textOf(fast.search(one)), query).toBe(events);
    }
  });

  it('of a file whose last line is still being written', async () => {
    const torn = fc
      .tuple(plainEvent, fc.double({ min: 0, max: 1, noNaN: true }))
      .map(([event, part]) => JSON.stringify(event).slice(0, Math.floor(JSON.stringify(event).length * part)));
    const events = fc.array(plainEvent.map((event) => JSON.stringify(event)));
    await fc.assert(
      fc.asyncProperty(events, torn, fc.boolean(), request, async (lines, last, twice, one) => {
        const { fast, general } = bothWays(PAD + [...(twice ? [last] : []), ...lines, last].join('\n'));
        expect(await textOf(fast.search(one)), JSON.stringify(one)).toBe(await textOf(general.search(one)));
        const top = { query: one.query, clusters: [], stages: 'all', field: 'verb', limit: 1_000 } as const;
        expect(await fast.top(top)).toEqual(await general.top(top));
      }),
      { ...RUNS, numRuns: 4 * RUNS.numRuns },
    );
  });

  it('counts', async () => {
    const question = fc.tuple(fc.constantFrom(...QUERIES), fc.constantFrom('last' as const, 'all' as const));
    await fc.assert(
      fc.asyncProperty(engineFile, fc.constantFrom(...FIELDS), question, async (lines, field, [query, stages]) => {
        const { fast, general } = bothWays(PAD + lines.join('\n'));
        const asked = { query, clusters: [], stages };
        const top = { ...asked, field, limit: 1_000 };
        expect(await fast.top(top), `${field} ${query}`).toEqual(await general.top(top));
        expect(await fast.histogram({ ...asked, by: '1h' })).toEqual(await general.histogram({ ...asked, by: '1h' }));
      }),
      RUNS,
    );
  });
});

it('the general way gives the records that the predicate selects', async () => {
  const envelope = fileEnvelope('2027-01-15T08:00:00.000000Z');
  await fc.assert(
    fc.asyncProperty(engineFile, fc.constantFrom(...QUERIES), async (lines, query) => {
      const text = PAD + lines.join('\n');
      const test = createTest(questionOf({ query, clusters: [] }, 'all', NOW, DIRECTORY));
      const expected: string[] = [];
      for await (const records of readRecords(Readable.from([Buffer.from(text)]), envelope)) {
        for (const record of records) if (test(record)) expected.push(Buffer.from(record.raw).toString('latin1'));
      }
      const found = await textOf(
        bothWays(text).fast.search({ query, clusters: [], order: 'asc', limit: 0, view: 'raw' }),
      );
      // Pretty-printed events have line ends of their own.
      expect(found.split('\n').filter(Boolean).sort()).toEqual(expected.join('\n').split('\n').filter(Boolean).sort());
    }),
    RUNS,
  );
});

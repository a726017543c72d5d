import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { VerbatimError } from '../../errors.ts';
import { type Journal, openJournal } from '../../journal/journal.ts';
import type { Floors, StoreLimits } from '../../store/retention/limits.ts';
import type { Store } from '../../store/store.ts';
import { runStoreConsumer } from './consumer.ts';
import type { Encoder } from './encoder.ts';
import { createExpiry } from './expiry.ts';
import type { LoadRequest } from './pack.ts';
import { rewindForOtherStore } from './rewind.ts';

const envelope = {
  cluster: 'prod',
  platform: 'kubernetes',
  component: 'kube-apiserver',
  node: '',
  source: 'test',
  receivedAt: '2026-03-01T00:00:00.000000Z',
};

/** An encoder whose blocks are the sequence numbers and reasons as JSON, so that a store can be an array. */
const encoder: Encoder = {
  encode: async ({ records }: LoadRequest) => {
    const entries = records.flatMap((record) => record.entries);
    return Buffer.from(JSON.stringify(entries.map(({ seq, meta }) => [seq, meta?.quarantine?.reason ?? ''])));
  },
  close: async () => {},
};

interface Failure {
  readonly took: number;
  readonly code: 'STORE_QUERY' | 'STORE_UNAVAILABLE';
  /** 117: incorrect data. */
  readonly engineCode?: number;
}

/** A store that fails as a test says: before or after it took some of the rows. */
function fakeStore(fail: (rows: [number, string][]) => Failure | undefined, floors: Floors = new Map()) {
  const rows: [number, string][] = [];
  const store = {
    id: 'store-1',
    load: async (...blocks: Uint8Array[]) => {
      const given = blocks.flatMap((block) => JSON.parse(Buffer.from(block).toString()) as [number, string][]);
      const failure = fail(given);
      rows.push(...given.slice(0, failure?.took ?? given.length));
      if (failure) throw new VerbatimError(failure.code, 'no', { engineCode: failure.engineCode });
    },
    highestLoaded: async () => Math.max(0, ...rows.map(([seq]) => seq)),
    loaded: async (_journal: string, first: number, last: number) =>
      new Set(rows.map(([seq]) => seq).filter((seq) => seq >= first && seq <= last)),
    floors: async () => floors,
  } as Partial<Store> as Store;
  return { store, rows };
}

let directory: string;
let journal: Journal;
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'verbatim-consumer-'));
  journal = await openJournal({ dir: directory });
  for (let n = 0; n < 3; n++) {
    await journal.append({ envelope, entries: [1, 2, 3, 4].map((i) => ({ raw: Buffer.from(`${n}${i}`) })) });
  }
});
afterEach(async () => {
  await journal.close();
  await rm(directory, { recursive: true, force: true });
});

async function runUntilLoaded(store: Store, limits: StoreLimits = { clusters: {} }): Promise<number[]> {
  const stopping = new AbortController();
  const refused: number[] = [];
  const observer = {
    loaded: (_entries: number, next: number) => {
      if (next === journal.status().nextSeq) stopping.abort();
    },
    failed: () => {},
    refused: (seq: number) => refused.push(seq),
  };
  await rewindForOtherStore(journal, store);
  await runStoreConsumer({
    journal,
    store,
    encoder,
    expiry: createExpiry(limits, () => NOW),
    observer,
    signal: stopping.signal,
  });
  return refused;
}

const RECEIVED = Date.parse(envelope.receivedAt) * 1000;
const NOW = RECEIVED + 1_000_000;

test.each<[string, boolean, Floors, StoreLimits]>([
  ['removed before', false, new Map([['prod', RECEIVED + 1]]), { clusters: {} }],
  [
    'kept',
    true,
    new Map([
      ['prod', RECEIVED],
      ['dev', NOW],
    ]),
    { clusters: {} },
  ],
  ['too old', false, new Map(), { timeMs: 999, clusters: {} }],
  ['too old for another cluster', true, new Map(), { timeMs: 1000, clusters: { dev: { timeMs: 1 } } }],
])('of a store that is rebuilt, what was %s: loaded %s', async (_what, loaded, floors, limits) => {
  const { store, rows } = fakeStore(() => undefined, floors);
  await runUntilLoaded(store, limits);
  expect(rows.map(([seq]) => seq)).toEqual(loaded ? all : []);
  expect(journal.cursor('store').position).toBe(13);
});

const all = Array.from({ length: 12 }, (_, i) => i + 1);

test('loads everything once', async () => {
  const { store, rows } = fakeStore(() => undefined);
  await runUntilLoaded(store);
  expect(rows.map(([seq]) => seq)).toEqual(all);
  expect(journal.cursor('store').position).toBe(13);
});

test('loads everything once when the store fails after it took some rows', async () => {
  let failures = 0;
  const { store, rows } = fakeStore((given) =>
    failures++ < 3 ? { took: given.length >> 1, code: 'STORE_UNAVAILABLE' } : undefined,
  );
  await runUntilLoaded(store);
  expect(rows.map(([seq]) => seq).sort((a, b) => a - b)).toEqual(all);
});

test('an entry that the store does not take keeps no other out, and leaves a note', async () => {
  const bad = fakeStore((given) =>
    given.some(([seq, reason]) => seq === 6 && reason === '')
      ? { took: 0, code: 'STORE_QUERY', engineCode: 117 }
      : undefined,
  );
  expect(await runUntilLoaded(bad.store)).toEqual([6]);
  expect(bad.rows.map(([seq]) => seq).sort((a, b) => a - b)).toEqual(all);
  expect(bad.rows.filter(([, reason]) => reason !== '')).toEqual([[6, 'not-storable']]);
});

test('a cursor of another store starts again', async () => {
  await journal.cursor('store').commit(9, { store: 'another' });
  const { store, rows } = fakeStore(() => undefined);
  await runUntilLoaded(store);
  expect(rows.map(([seq]) => seq)).toEqual(all);
});

test('rows that were loaded before the cursor was committed are not loaded again', async () => {
  await journal.cursor('store').commit(1, { store: 'store-1' });
  const { store, rows } = fakeStore(() => undefined);
  rows.push([1, ''], [2, ''], [3, ''], [7, '']);
  await runUntilLoaded(store);
  expect(rows.map(([seq]) => seq).sort((a, b) => a - b)).toEqual(all);
});

test('a load that hangs holds up no append, and is there once when it ends', async () => {
  let go = () => {};
  const hanging = new Promise<void>((resolve) => {
    go = resolve;
  });
  const { store, rows } = fakeStore(() => undefined);
  const slow = { ...store, load: (...blocks: Uint8Array[]) => hanging.then(() => store.load(...blocks)) };
  const loading = runUntilLoaded(slow);
  await journal.append({ envelope, entries: [{ raw: Buffer.from('meanwhile') }] });
  expect([journal.status().nextSeq, journal.cursor('store').position]).toEqual([14, 1]);
  go();
  await loading;
  expect(rows.map(([seq]) => seq)).toEqual([...all, 13]);
});

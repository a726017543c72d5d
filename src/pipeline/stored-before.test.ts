import { hash } from 'node:crypto';
import { expect, test } from 'vitest';
import { createSeenWindow, saltOf } from './seen-window.ts';
import { createStoredBefore } from './stored-before.ts';

const CAPACITY = 100;

const PROD = {
  cluster: 'prod',
  platform: 'kubernetes',
  component: 'kube-apiserver',
  node: '',
  source: 'import',
  receivedAt: '2026-03-02T00:00:00.000000Z',
};

function entry(raw: string, quarantined = false) {
  const meta = { quarantine: { reason: 'invalid-json', detail: '' } };
  return { raw: Buffer.from(raw), sha256: hash('sha256', raw, 'binary'), ...(quarantined && { meta }) };
}

const event = (n: number, more = '"requestReceivedTimestamp":"2026-03-01T03:12:45.123456Z"') =>
  entry(`{"auditID":"event-${n}","verb":"get",${more}}`);

/** A store that answers as it is told, and what it was asked. */
function storedBefore({ older = true, stored = [] as string[], lag = 0, nextSeq = 1, knownFrom = 1 } = {}) {
  const asked: unknown[][] = [];
  const seen = createSeenWindow(CAPACITY);
  const options = {
    seen,
    lag: () => lag,
    journal: () => ({ id: 'j', nextSeq }),
    knownFrom,
    store: {
      holdsOlder: async (...of: unknown[]) => {
        asked.push(['older', ...of]);
        return older;
      },
      storedRaws: async (_cluster: string, { auditIDs }: { auditIDs: readonly string[] }) => {
        asked.push(['raws', ...auditIDs]);
        return stored.map((raw) => Buffer.from(raw));
      },
      storedHashes: async (_cluster: string, hashes: readonly string[]) => {
        asked.push(['hashes', hashes.length]);
        return hashes.slice(0, 1);
      },
    },
  };
  return { asked, seen, ...createStoredBefore(options) };
}

const AT = Date.parse('2026-03-01T03:12:45.123Z') * 1000 + 456;

test('leaves out what is stored', async () => {
  const [first, second] = [event(1), event(2)];
  const { without } = storedBefore({ stored: [first.raw.toString()] });
  expect(await without(PROD, [first, second])).toEqual([second]);
});

test('asks for no event of a time of which the store holds nothing older', async () => {
  const { without, asked } = storedBefore({ older: false, stored: [event(1).raw.toString()] });
  expect(await without(PROD, [event(1)])).toHaveLength(1);
  expect(asked).toEqual([['older', 'prod', { journal: 'j', seq: 1 }, { from: AT, to: AT }]]);
});

test('does not ask for what the window holds for this cluster', async () => {
  const { without, seen, asked } = storedBefore();
  seen.add(event(1).sha256, saltOf({ cluster: 'prod', source: '' }));
  expect(await without(PROD, [event(1)])).toHaveLength(1);
  expect(asked).toEqual([]);
  await without({ ...PROD, cluster: 'other' }, [event(1)]);
  expect(asked).toHaveLength(2);
});

test('asks for what says no time, and for what cannot be read, in any case', async () => {
  const { without, asked } = storedBefore({ older: false });
  const kept = await without(PROD, [event(1, '"level":"Metadata"'), entry('{', true)]);
  expect(asked).toEqual([
    ['hashes', 1],
    ['raws', 'event-1'],
  ]);
  expect(kept).toHaveLength(1);
});

test('asks for what has a time and no audit id by its hash, within that time', async () => {
  const uaa =
    "[2026-03-01T03:12:45.123Z] uaa - 1 [t] .... INFO --- Audit: UserNotFound ('x'): principal=x, origin=[], identityZoneId=[uaa]";
  for (const older of [true, false]) {
    const { without, asked } = storedBefore({ older });
    const kept = await without(PROD, [entry(uaa)]);
    expect(kept).toHaveLength(older ? 0 : 1);
    const at = Date.parse('2026-03-01T03:12:45.123Z') * 1000;
    const inOlder = ['older', 'prod', { journal: 'j', seq: 1 }, { from: at, to: at }];
    expect(asked).toEqual(older ? [inOlder, ['hashes', 1]] : [inOlder]);
  }
});

test.each([
  ['the first of a short journal', { nextSeq: 31, knownFrom: 1 }, 1],
  ['half of the window back', { nextSeq: 1_001, knownFrom: 1 }, 951],
  ['the first that was known at the start', { nextSeq: 1_001, knownFrom: 990 }, 990],
])('the window is relied on from %s', async (_name, journal, seq) => {
  const { without, asked } = storedBefore(journal);
  await without(PROD, [event(1)]);
  expect(asked[0]).toMatchObject(['older', 'prod', { seq }, {}]);
});

test('pushes back where the store is further behind than the window reaches', async () => {
  await expect(storedBefore({ lag: CAPACITY + 1 }).without(PROD, [event(1)])).rejects.toMatchObject({
    code: 'PUSH_BACK',
  });
});

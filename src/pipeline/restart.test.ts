import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Journal, openJournal } from '../journal/journal.ts';
import { withDirectory } from '../journal/testing.ts';
import { createPipeline } from '../pipeline.ts';
import type { Intake, Sender } from '../sources/intake.ts';
import { rememberRecent } from './remember-recent.ts';
import { createSeenWindow } from './seen-window.ts';

/** What a restart changes of what is kept: nothing. */

const WINDOW = 1_000;

/** Lines of every kind that deduplication tells apart; there are few, so most come again. */
const LINES = [
  '{"kind":"Event","auditID":"a","verb":"get"}',
  '{"kind":"Event","auditID":"b","verb":"list","requestReceivedTimestamp":"2026-03-01T00:00:00.000000Z"}',
  'no event',
  '{"broken":',
  "[2026-03-01T03:12:45.123Z] uaa - 1 [t] .... INFO --- Audit: UserNotFound ('x'): principal=x, origin=[], identityZoneId=[uaa]",
];

const PROD: Sender = { cluster: 'prod', type: 'lines', source: 'lines', node: '', component: 'kube-apiserver' };
const WAYS: readonly [string, (intake: Intake, text: string) => Promise<{ stored: number }>][] = [
  ['lines', (intake, text) => intake.lines(PROD, pieces(text))],
  ['an import', (intake, text) => intake.lines({ ...PROD, mayBeOld: true }, pieces(text))],
  ['the webhook', (intake, text) => intake.body(PROD, Buffer.from(text))],
  [
    'a file',
    async (intake, text) => {
      const bytes = Buffer.from(text);
      const stretch = { bytes, final: true, inLongLine: false, maxLineBytes: 10_000, origin: () => ({ at: 1 }) };
      return (await intake.stretch({ ...PROD, source: 'file', mayBeOld: true }, stretch)).receipt;
    },
  ],
  ['one address', (intake, text) => intake.entries({ ...PROD, address: '10.0.0.1' }, entries(text))],
  ['another address', (intake, text) => intake.entries({ ...PROD, address: '10.0.0.2' }, entries(text))],
];

async function* pieces(text: string): AsyncGenerator<Buffer> {
  yield Buffer.from(text);
}

function entries(text: string) {
  return text.split('\n').flatMap((line) => (line === '' ? [] : [{ raw: Buffer.from(line) }]));
}

async function started(dir: string, segmentBytes?: number): Promise<{ journal: Journal; intake: Intake }> {
  const journal = await openJournal({ dir, segmentBytes });
  const seen = createSeenWindow(WINDOW);
  await rememberRecent(seen, journal);
  const intake = createPipeline({
    journal,
    seen,
    storedBefore: { without: async (_envelope, news) => [...news] },
    observe: () => {},
    skipped: () => {},
  });
  return { journal, intake };
}

/** Three records, of which the first ends a segment. */
async function written(dir: string): Promise<string[]> {
  for (const verb of ['get', 'list', 'watch']) {
    const { journal, intake } = await started(dir, verb === 'list' ? 1 : undefined);
    const body = ['1', '2'].map((id) => `{"kind":"Event","auditID":"${verb}-${id}","verb":"${verb}"}`).join('\n');
    expect(await intake.lines(PROD, pieces(body))).toMatchObject({ stored: 2 });
    await journal.close();
  }
  return (await readdir(dir)).filter((name) => name.endsWith('.vj')).sort();
}

/** Changes a byte where a text stands first, or last. */
async function flip(file: string, text: string, last = false): Promise<void> {
  const bytes = await readFile(file);
  const at = last ? bytes.lastIndexOf(text) : bytes.indexOf(text);
  bytes[at] = bytes[at]! ^ 1;
  await writeFile(file, bytes);
}

const HEAD = '"platform"';

test.each<[string, (first: string, last: string) => Promise<void>, number]>([
  ['nothing is damaged', async () => {}, 1],
  ['an event cannot be read, but its hash can', (first) => flip(first, 'get-1'), 1],
  ['a record of a closed segment cannot be read', (first) => flip(first, HEAD), 3],
  ['a closed segment is gone', (first) => rm(first), 3],
  ['a record within a segment cannot be read', (_first, last) => flip(last, HEAD), 5],
  ['the last record cannot be read', (_first, last) => flip(last, HEAD, true), 7],
])('after a restart the window knows all from where nothing is missing: %s', (_what, damage, from) =>
  withDirectory(async (dir) => {
    const segments = await written(dir);
    expect(segments).toHaveLength(2);
    await damage(join(dir, segments[0]!), join(dir, segments[1]!));
    const journal = await openJournal({ dir });
    expect(await rememberRecent(createSeenWindow(WINDOW), journal)).toBe(from);
    await journal.close();
  }),
);

test('what is kept does not depend on whether there was a restart before it', async () => {
  const delivery = fc.record({
    way: fc.nat(WAYS.length - 1),
    lines: fc.array(fc.constantFrom(...LINES), { minLength: 1, maxLength: 4 }),
    restarts: fc.boolean(),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(delivery, { minLength: 2, maxLength: 12 }), (deliveries) =>
      withDirectory(async (dir) => {
        const steady = await started(join(dir, 'steady'));
        let other = await started(join(dir, 'other'));
        const kept: string[] = [];
        const keptByOther: string[] = [];
        for (const { way, lines, restarts } of deliveries) {
          const [name, deliver] = WAYS[way]!;
          const text = `${lines.join('\n')}\n`;
          if (restarts) {
            await other.journal.close();
            other = await started(join(dir, 'other'));
          }
          kept.push(`${name} ${(await deliver(steady.intake, text)).stored}`);
          keptByOther.push(`${name} ${(await deliver(other.intake, text)).stored}`);
        }
        await Promise.all([steady.journal.close(), other.journal.close()]);
        expect(keptByOther).toEqual(kept);
      }),
    ),
    { numRuns: 60 },
  );
}, 120_000);

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Engine } from '../../src/store/engine.ts';
import type { FileKey, StoredRun } from '../../src/store/files/file-run.ts';
import { openStore, type Store } from '../../src/store/store.ts';
import { encodeRecords } from '../support/encode.ts';
import { record } from './contract.ts';

const RECEIVED = Date.parse('2026-03-01T00:00:00Z');
/** More than are read at once. */
const MANY = 5_000;

const place = { cluster: 'prod', component: 'kube-apiserver', node: 'n' };
const key = (file: string, cluster = 'prod'): FileKey => ({ ...place, cluster, file });
const receivedAt = (second: number) => `${new Date(RECEIVED + second * 1000).toISOString().slice(0, -1)}000Z`;

function run(file: string, content: string, at: number, firstSeq: number, more: Partial<StoredRun> = {}): StoredRun {
  const common = {
    journal: 'j',
    entries: 1,
    before: '',
    after: [[1, '\n']] as const,
    receivedAt: receivedAt(firstSeq),
  };
  return { ...place, file, content, at, firstSeq, ...common, ...more };
}

/** What every engine tells of log files, and gives back of them. */
export function fileContract(name: string, open: () => Promise<Engine>): void {
  describe(`log files of ${name}`, () => {
    let store: Store;
    beforeAll(async () => {
      store = await openStore(await open());
      const seqs = Array.from({ length: 100 + MANY }, (_, i) => i + 1);
      const clusterOf = (seq: number) => (seq === 9 ? 'test' : 'prod');
      const received = (seq: number) => ({ cluster: clusterOf(seq), receivedAt: receivedAt(Math.min(seq, 200)) });
      await store.load(encodeRecords(seqs.map((seq) => record(seq, `line ${seq}`, received(seq)))));
      const runs = [
        run('audit.log', 'old', 0, 1, {
          entries: 2,
          before: '\r\n',
          after: [
            [1, '\n'],
            [1, '\xff\n'],
          ],
        }),
        run('audit-1.log', 'old', 30, 4),
        run('audit-1.log', 'old', 20, 5),
        run('audit.log', 'new', 0, 6),
        run('audit.log', 'newer', 0, 7, { after: [[1, '']] }),
        run('audit.log', 'c', 0, 9, { cluster: 'test' }),
        run('large.log', 'large', 0, 101, { entries: MANY, after: [[MANY, '\n']] }),
        run('gone.log', 'gone', 0, 9_000_000),
      ];
      await store.loadFileRuns(runs);
      await store.loadFileRuns(runs.slice(2));
    });
    afterAll(() => store.close());

    const bytesOf = async (file: FileKey) => {
      const pieces: Buffer[] = [];
      for await (const piece of store.fileBytes(file, {})) pieces.push(piece);
      return Buffer.concat(pieces).toString('latin1');
    };

    test('each content has the name under which it was read last', async () => {
      const all = await store.files({}, { limit: 10 });
      expect(all.map(({ cluster, file, events }) => `${cluster} ${file} ${events}`)).toEqual([
        'prod audit-1.log 4',
        'prod audit.log 2',
        'prod gone.log 1',
        `prod large.log ${MANY}`,
        'test audit.log 1',
      ]);
      expect(all[0]).toMatchObject({ ...place, first: receivedAt(1), last: receivedAt(5) });
      const some = await store.files({ ...place, clusters: ['test'], file: 'audit.log' }, { limit: 10 });
      expect(some).toMatchObject([{ cluster: 'test' }]);
      expect(await store.files({ clusters: [] }, { limit: 10 })).toEqual([]);
      expect(await store.files({}, { limit: 1 })).toHaveLength(1);
    });

    test.each<[string, FileKey, string]>([
      [
        'in the order of the file, with what stood between',
        key('audit-1.log'),
        '\r\nline 1\nline 2\xff\nline 5\nline 4\n',
      ],
      ['contents that had the name one after another', key('audit.log'), 'line 6\nline 7'],
      ['of its cluster only', key('audit.log', 'test'), 'line 9\n'],
      [
        'more than is read at once',
        key('large.log'),
        Array.from({ length: MANY }, (_, i) => `line ${101 + i}\n`).join(''),
      ],
      ['what is not there is left out', key('gone.log'), ''],
      ['a file that is not there', key('none'), ''],
    ])('%s', async (_name, file, text) => {
      expect((await bytesOf(file)) === text).toBe(true);
    });

    test('retention removes what it removes of the events', async () => {
      const timeMs = 1000;
      expect(await store.retain({ clusters: { prod: { timeMs } } }, (RECEIVED + 7_000) * 1000)).toMatchObject({
        rows: 5,
      });
      expect(await bytesOf(key('audit-1.log'))).toBe('');
      expect((await store.files({ clusters: ['prod'] }, { limit: 10 })).map(({ file }) => file)).toEqual([
        'audit.log',
        'gone.log',
        'large.log',
      ]);
    });
  });
}

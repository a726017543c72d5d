import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { expect, test } from 'vitest';
import { readAll, withDirectory, withJournal } from './testing.ts';
import { verify } from './verify.ts';

/** Without removal each cycle checks all that the ones before it wrote. */
const CYCLES = process.env.VERBATIM_TEST_LONG ? { keeping: 40, removing: 500 } : { keeping: 6, removing: 6 };
const TIMEOUT = { timeout: 60_000 + CYCLES.removing * 10_000 };
const ROOT = resolve(import.meta.dirname, '../..');

/** Appends as fast as it can and prints what was acknowledged: `first count` a line, the events being `<round>-<n>-<i>`. */
const CHILD = `
import { openJournal } from './journal/journal.js';
const [dir, round, upkeep] = process.argv.slice(2);
const envelope = { cluster: 'c', platform: 'p', component: 'x', node: '', source: 's', receivedAt: 'now' };
const keep = { pack: true, now: () => Date.now() + 3_600_000, retention: { bytes: 30_000 }, segmentBytes: 20_000 };
// Groups of that go past the page cache.
const most = upkeep ? 700 : 9_000;
const journal = await openJournal({ dir, segmentBytes: 200_000, ...(upkeep && keep) });
async function appender(n) {
  for (let i = 0; ; i++) {
    const entries = Array.from({ length: 1 + (i % 9) }, (_, k) => ({ raw: Buffer.from(round + '-' + n + '-' + i + '-' + k + ' '.repeat(i % 5 ? i % 700 : most)) }));
    const { first } = await journal.append({ envelope, entries });
    process.stdout.write(entries.map(({ raw }, k) => (first + k) + ' ' + raw.toString().trimEnd()).join('\\n') + '\\n');
  }
}
console.log('0 open');
if (upkeep) void (async () => { for (;;) { await journal.upkeep(); await new Promise(setImmediate); } })();
await Promise.all([0, 1, 2, 3, 4, 5, 6, 7].map(appender));
`;

/** Compiles the journal for a process of its own; Node 20 does not run TypeScript. */
async function compile(dir: string): Promise<string> {
  const outDir = join(dir, 'compiled');
  await mkdir(outDir);
  const config = {
    extends: join(ROOT, 'tsconfig.json'),
    compilerOptions: { outDir, rootDir: join(ROOT, 'src'), noEmit: false, noCheck: true, types: [] },
    include: [],
    files: [join(ROOT, 'src/journal/journal.ts'), join(ROOT, 'src/journal/pack-worker.ts')],
  };
  await writeFile(join(outDir, 'tsconfig.json'), JSON.stringify(config));
  await writeFile(join(outDir, 'package.json'), '{"type":"module"}');
  await writeFile(join(outDir, 'child.js'), CHILD);
  const tsc = spawnSync(process.execPath, [join(ROOT, 'node_modules/typescript/bin/tsc'), '-p', outDir]);
  expect(`${tsc.stdout}${tsc.stderr}`).toBe('');
  return join(outDir, 'child.js');
}

/** Resolves once the child has ended; what it acknowledged goes into `acknowledged`. */
function collect(child: ChildProcess, acknowledged: Map<number, string>, onOpen: () => void): Promise<void> {
  const lines = createInterface({ input: child.stdout! });
  lines.on('line', (line) => {
    const [seq, raw] = line.split(' ') as [string, string | undefined];
    if (raw === 'open') onOpen();
    // The last line may be cut by the kill.
    else if (raw && /^\d+-\d+-\d+-\d+$/.test(raw)) acknowledged.set(Number(seq), raw);
  });
  return new Promise((done) => lines.once('close', done));
}

test.each<[string, string[], number]>([
  ['', [], CYCLES.keeping],
  [', while segments are packed and removed', ['upkeep'], CYCLES.removing],
])('what was acknowledged before a SIGKILL is there, in its place%s', TIMEOUT, async (_, upkeep, cycles) => {
  await withDirectory(async (dir) => {
    const script = await compile(dir);
    const journalDir = join(dir, 'journal');
    const acknowledged = new Map<number, string>();
    for (let round = 1; round <= cycles; round++) {
      const argv = [script, journalDir, `${round}`, ...upkeep];
      const child = spawn(process.execPath, argv, { stdio: ['ignore', 'pipe', 'inherit'] });
      await collect(child, acknowledged, () => setTimeout(() => child.kill('SIGKILL'), 30 + ((round * 37) % 200)));
      const damage = await withJournal({ dir: journalDir }, async (journal) => {
        const { seen, next } = await readAll(journal);
        const { firstSeq } = journal.status();
        expect(seen).toHaveLength(next - firstSeq);
        const kept = [...acknowledged].filter(([seq]) => seq >= firstSeq);
        const lost = kept.filter(([seq, raw]) => seen[seq - firstSeq]?.raw.trimEnd() !== raw);
        expect(lost).toEqual([]);
      });
      expect(damage).toEqual([]);
      expect(await verify(journalDir)).toMatchObject({ ok: true, tornBytes: 0 });
    }
    expect(acknowledged.size).toBeGreaterThan(cycles * 10);
    if (upkeep.length > 0) expect((await verify(journalDir)).removed).toBeDefined();
  });
});

test('a living process keeps others off', async () => {
  await withDirectory(async (dir) => {
    const script = await compile(dir);
    const journalDir = join(dir, 'journal');
    const child = spawn(process.execPath, [script, journalDir, '1'], { stdio: ['ignore', 'pipe', 'inherit'] });
    const acknowledged = new Map<number, string>();
    let opened = () => {};
    const open = new Promise<void>((done) => {
      opened = done;
    });
    const ended = collect(child, acknowledged, opened);
    await open;
    try {
      await expect(withJournal({ dir: journalDir }, async () => {})).rejects.toMatchObject({
        code: 'JOURNAL_LOCKED',
        context: { pid: child.pid },
      });
    } finally {
      child.kill('SIGKILL');
      await ended;
    }
    await withJournal({ dir: journalDir }, async () => {});
  });
}, 60_000);

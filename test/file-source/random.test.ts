import { appendFile, copyFile, readFile, rename, truncate, unlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Harness, harness } from './harness.ts';

/** Any order of writing, rotating, looking and being killed gives each line once. */

const RUNS = process.env.VERBATIM_TEST_LONG ? 400 : 30;

/** One step; `file` and `line` are what it works on. */
type Step = (one: Harness, file: string, lines: Lines) => Promise<void>;

/** The lines of a run, each with a number of its own. */
interface Lines {
  next(count: number): string;
  rotated(file: string): string;
}

let id = 0;
/** Text has no identity but its place: what is read twice of it is kept twice. Enough of it to tell files apart. */
function nextLine(): string {
  const text = `line ${++id} ${'x'.repeat(300 + (id % 600))}`;
  return id % 5 === 0 ? severalLines(text) : text;
}

/** An entry of several lines. */
function severalLines(name: string): string {
  const head = '2026-03-01 03:12:45.897  INFO 7594 --- [nio-1] io.pivotal.pks.cluster.ClusterService    : ';
  return `${head}Action 'create-cluster' by user 'ann', cluster name: '${name}'. Details: class ClusterParameters {\n    workers: 3\n}`;
}

function createLines(): Lines & { readonly all: string[] } {
  const all: string[] = [];
  let rotations = 0;
  return {
    all,
    next: (count) => {
      const lines = Array.from({ length: count }, () => nextLine());
      all.push(...lines);
      return lines.map((line) => `${line}\n`).join('');
    },
    rotated: (file) => file.replace('.log', `-${++rotations}.log`),
  };
}

const write =
  (count: number): Step =>
  async (_one, file, lines) =>
    appendFile(file, lines.next(count));

const isThere = (file: string) =>
  readFile(file).then(
    ({ length }) => length > 0,
    () => false,
  );

const STEPS: Readonly<Record<string, Step>> = {
  'write a line': write(1),
  'write some': write(20),
  'write many': write(3_000),
  'write in halves': async (one, file, lines) => {
    const text = lines.next(3);
    await appendFile(file, text.slice(0, 50));
    await one.look(50);
    await appendFile(file, text.slice(50));
  },
  rename: async (_one, file, lines) => {
    if (await isThere(file)) await rename(file, lines.rotated(file));
  },
  'copy and truncate': async (_one, file, lines) => {
    if (!(await isThere(file))) return;
    await copyFile(file, lines.rotated(file));
    await truncate(file);
  },
  'copy, look, truncate': async (one, file, lines) => {
    if (!(await isThere(file))) return;
    await copyFile(file, lines.rotated(file));
    await one.look();
    await truncate(file);
  },
  'rename and pack': async (_one, file, lines) => {
    if (!(await isThere(file))) return;
    const rotated = lines.rotated(file);
    await rename(file, rotated);
    await writeFile(`${rotated}.gz`, gzipSync(await readFile(rotated), { level: 1 }));
    await unlink(rotated);
  },
  'rename, look, pack': async (one, file, lines) => {
    if (!(await isThere(file))) return;
    const rotated = lines.rotated(file);
    await rename(file, rotated);
    await one.look();
    await writeFile(`${rotated}.gz`, gzipSync(await readFile(rotated), { level: 1 }));
    await one.look();
    await unlink(rotated);
  },
  look: async (one) => one.look(),
  'look at once': async (one) => one.look(1),
  'look later': async (one) => one.look(15_000),
  kill: async (one) => one.kill(),
  'save and kill': async (one) => {
    await one.save();
    await one.kill();
  },
  save: async (one) => one.save(),
};

test(`${RUNS} random histories`, { timeout: 1_800_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.tuple(fc.constantFrom(...Object.keys(STEPS)), fc.constantFrom('a.log', 'b.log')), {
        minLength: 5,
        maxLength: 25,
      }),
      async (history) => {
        const one = await harness();
        const lines = createLines();
        for (const [step, file] of history) await STEPS[step]?.(one, join(one.folder, file), lines);
        for (let looks = 0; looks < 6; looks++) await one.look(6_000);
        const ids = (all: readonly string[]) =>
          all.map((line) => Number(/^(?:line|2026-.*line) (\d+) /.exec(line)?.[1])).sort((a, b) => a - b);
        expect(ids(await one.lines()), one.told.join('; ')).toEqual(ids(lines.all));
        await one.end();
      },
    ),
    { numRuns: RUNS },
  );
});

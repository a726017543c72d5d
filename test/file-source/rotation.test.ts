import { appendFile, copyFile, mkdir, open, rename, rm, truncate, unlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { type Harness, harness } from './harness.ts';

/** Events with ids of their own, long enough that a few of them tell one file from another. */
let count = 0;
function events(n: number): string[] {
  return Array.from(
    { length: n },
    () =>
      `{"kind":"Event","apiVersion":"audit.k8s.io/v1","level":"Metadata","auditID":"${++count}","stage":"ResponseComplete","verb":"get","requestURI":"/${'x'.repeat(300)}","user":{}}`,
  );
}
const text = (lines: readonly string[]) => lines.map((line) => `${line}\n`).join('');

async function expectOnce(harnessed: Harness, ...expected: readonly string[][]): Promise<void> {
  const ids = (lines: readonly string[]) => lines.map((line) => /"auditID":"(\d+)"/.exec(line)?.[1] ?? line).sort();
  expect(ids(await harnessed.lines()), harnessed.told.join('; ')).toEqual(ids(expected.flat()));
}

/** Each way of rotation, with the process living on, and killed in between with and without its memory. */
describe.each(['lives', 'is killed', 'is killed after saving'])('the process %s', (fate) => {
  async function between(one: Harness): Promise<void> {
    if (fate === 'is killed after saving') await one.save();
    if (fate !== 'lives') await one.kill();
  }

  test('a file grows', async () => {
    const one = await harness();
    const [a, b] = [events(20), events(20)];
    const path = join(one.folder, 'audit.log');
    await writeFile(path, text(a));
    await one.look();
    await between(one);
    await appendFile(path, text(b));
    await one.look();
    await between(one);
    await one.look();
    expect(await one.lines()).toEqual([...a, ...b]);
  });

  test.each(['*', 'audit.log'])('renamed, found by %s', async (pattern) => {
    const one = await harness({ paths: [pattern] });
    const [a, b, c] = [events(20), events(20), events(20)];
    const path = join(one.folder, 'audit.log');
    await writeFile(path, text(a));
    await one.look();
    await between(one);
    await appendFile(path, text(b));
    await rename(path, join(one.folder, 'audit-2026-11-21T03-04-05.678.log'));
    await writeFile(path, text(c));
    await one.look();
    await between(one);
    for (let looks = 0; looks < 4; looks++) await one.look(6_000);
    await expectOnce(one, a, b, c);
  });

  test('copied and truncated', async () => {
    const one = await harness();
    const [a, b, c] = [events(20), events(20), events(20)];
    const path = join(one.folder, 'audit.log');
    await writeFile(path, text(a));
    await one.look();
    await between(one);
    await appendFile(path, text(b));
    await copyFile(path, join(one.folder, 'audit.log.1'));
    await truncate(path);
    await one.look();
    await between(one);
    await appendFile(path, text(c));
    for (let looks = 0; looks < 4; looks++) await one.look();
    await expectOnce(one, a, b, c);
  });

  test('copied, looked at, then truncated and grown beyond where it was', async () => {
    const one = await harness();
    const [a, b, c] = [events(20), events(20), events(60)];
    const path = join(one.folder, 'audit.log');
    await writeFile(path, text(a));
    await one.look();
    await appendFile(path, text(b));
    await copyFile(path, join(one.folder, 'audit.log.1'));
    await one.look();
    await between(one);
    await writeFile(path, text(c));
    for (let looks = 0; looks < 4; looks++) await one.look();
    await expectOnce(one, a, b, c);
  });

  test('renamed, packed and removed, a part unread', async () => {
    const one = await harness();
    const [a, b, c] = [events(20), events(20), events(20)];
    const path = join(one.folder, 'audit.log');
    await writeFile(path, text(a));
    await one.look();
    await between(one);
    await writeFile(join(one.folder, 'audit-1.log.gz'), gzipSync(text([...a, ...b])));
    await one.look();
    await unlink(path);
    await writeFile(path, text(c));
    await between(one);
    for (let looks = 0; looks < 6; looks++) await one.look(6_000);
    await expectOnce(one, a, b, c);
  });

  test('packed while it was away, and once more', async () => {
    const one = await harness();
    const a = events(50);
    const path = join(one.folder, 'audit.log');
    await writeFile(path, text(a));
    await one.look();
    await one.look();
    await one.save();
    await unlink(path);
    await between(one);
    await writeFile(`${path}.gz`, gzipSync(text(a)));
    for (let looks = 0; looks < 4; looks++) await one.look(6_000);
    await mkdir(join(one.folder, 'more'));
    await rename(`${path}.gz`, join(one.folder, `audit.log.2.gz`));
    await between(one);
    for (let looks = 0; looks < 4; looks++) await one.look(6_000);
    await expectOnce(one, a);
  });

  test('a copy that stays beside', async () => {
    const one = await harness();
    const [a, b] = [events(20), events(20)];
    const path = join(one.folder, 'audit.log');
    await writeFile(path, text(a));
    await one.look();
    await between(one);
    await copyFile(path, join(one.folder, 'audit.bak'));
    await writeFile(join(one.folder, 'audit.bak.gz'), gzipSync(text(a)));
    await one.look();
    await appendFile(path, text(b));
    for (let looks = 0; looks < 3; looks++) await one.look();
    await between(one);
    for (let looks = 0; looks < 3; looks++) await one.look(6_000);
    await expectOnce(one, a, b);
  });
});

test('a deleted file that is open is read to its end', async () => {
  const one = await harness();
  const [a, b] = [events(20), events(20)];
  const path = join(one.folder, 'audit.log');
  await writeFile(path, text(a));
  await one.look();
  const writer = await open(path, 'a');
  await unlink(path);
  await one.look();
  await writer.appendFile(`${text(b)}no end`);
  await one.look();
  await expectOnce(one, a, b);
  for (let looks = 0; looks < 4; looks++) await one.look(6_000);
  await writer.close();
  await expectOnce(one, a, b, ['no end']);
  expect(one.told.at(-1)).toBe('left audit.log 0');
});

test('an inode that is used again is another file', async () => {
  const one = await harness();
  const [a, b] = [events(40), events(10)];
  const path = join(one.folder, 'audit.log');
  await writeFile(path, text(a));
  await one.look();
  // The same inode with other content: what a file system that gives inodes out again looks like.
  await writeFile(path, text(b));
  await one.look();
  await one.look();
  await expectOnce(one, a, b);
});

test('rewritten to the same size', async () => {
  const one = await harness();
  const [a, b] = [events(40), events(40)];
  const path = join(one.folder, 'audit.log');
  expect(text(a)).toHaveLength(text(b).length);
  await writeFile(path, text(a));
  await one.look();
  await writeFile(path, text(b));
  await one.look();
  await one.look();
  await expectOnce(one, a, b);
});

test('truncated under a writer that goes on where it was', async () => {
  const one = await harness();
  const [a, b] = [events(40), events(10)];
  const path = join(one.folder, 'audit.log');
  const writer = await open(path, 'w');
  await writer.appendFile(text(a));
  await one.look();
  await truncate(path);
  await writer.appendFile(text(b));
  await one.look();
  await one.look();
  await writer.close();
  await expectOnce(one, a, b);
});

test('made shorter, as after a crash of its machine: what was read is not read again', async () => {
  const one = await harness();
  const [a, b] = [events(40), events(40)];
  const path = join(one.folder, 'audit.log');
  await writeFile(path, text(a));
  await one.look();
  await truncate(path, text(a.slice(0, 30)).length);
  await appendFile(path, text(b));
  await one.look();
  await one.look();
  await expectOnce(one, a, b);
});

test('a folder that is away comes back', async () => {
  const one = await harness({ paths: ['mount/*'] });
  const a = events(40);
  await mkdir(join(one.folder, 'mount'));
  await writeFile(join(one.folder, 'mount', 'audit.log'), text(a));
  await one.look();
  await rename(join(one.folder, 'mount'), join(one.folder, 'away'));
  for (let looks = 0; looks < 4; looks++) await one.look(6_000);
  await rename(join(one.folder, 'away'), join(one.folder, 'mount'));
  await one.look();
  // The same files on another device.
  await mkdir(join(one.folder, 'new'));
  await copyFile(join(one.folder, 'mount', 'audit.log'), join(one.folder, 'new', 'audit.log'));
  await rm(join(one.folder, 'mount'), { recursive: true });
  await rename(join(one.folder, 'new'), join(one.folder, 'mount'));
  for (let looks = 0; looks < 4; looks++) await one.look(6_000);
  await expectOnce(one, a);
});

test.each([
  ['excluded', { exclude: ['other.log'] }],
  ['left out of the patterns', { paths: ['audit*'] }],
])('a file that is %s from now on is not read on', async (_how, changed) => {
  const one = await harness();
  const [a, b, c] = [events(20), events(20), events(20)];
  await writeFile(join(one.folder, 'audit.log'), text(a));
  await writeFile(join(one.folder, 'other.log'), text(b));
  await one.look();
  await one.kill(changed);
  await appendFile(join(one.folder, 'other.log'), text(c));
  for (let looks = 0; looks < 3; looks++) await one.look();
  await expectOnce(one, a, b);
});

test('a file that no pattern leads to is not read because it has the inode of one that was', async () => {
  const one = await harness({ paths: ['audit*'] });
  const [a, b] = [events(20), events(20)];
  const path = join(one.folder, 'audit.log');
  await writeFile(path, text(a));
  await one.look();
  await one.kill();
  // The same inode with other content: what a file system that gives inodes out again looks like.
  await rename(path, join(one.folder, 'secret.txt'));
  await writeFile(join(one.folder, 'secret.txt'), text(b));
  for (let looks = 0; looks < 3; looks++) await one.look();
  await expectOnce(one, a);
});

test('nor while it runs', async () => {
  const one = await harness({ paths: ['audit*'] });
  const [a, b] = [events(20), events(20)];
  const path = join(one.folder, 'audit.log');
  await writeFile(path, text(a));
  await one.look();
  await rename(path, join(one.folder, 'secret.txt'));
  await writeFile(join(one.folder, 'secret.txt'), text(b));
  for (let looks = 0; looks < 3; looks++) await one.look();
  await expectOnce(one, a);
});

test('what was renamed before the start is found among thousands of files', async () => {
  const one = await harness({ paths: ['audit.log'] });
  const [a, b] = [events(20), events(20)];
  const path = join(one.folder, 'audit.log');
  await writeFile(path, text(a));
  await one.look();
  await one.kill();
  await appendFile(path, text(b));
  for (let n = 0; n < 3_000; n++) await writeFile(join(one.folder, `old-${n}`), '');
  await rename(path, join(one.folder, 'rotated'));
  for (let looks = 0; looks < 3; looks++) await one.look();
  await expectOnce(one, a, b);
}, 60_000);

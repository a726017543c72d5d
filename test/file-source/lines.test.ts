import { execFileSync } from 'node:child_process';
import { appendFile, chmod, mkdir, rename, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { VerbatimError } from '../../src/errors.ts';
import { harness } from './harness.ts';

const TEN_MINUTES_MS = 600_000;

const ENTRY = `2026-03-01 03:12:45.897  INFO 7594 --- [nio-1] io.pivotal.pks.cluster.ClusterService    : Action 'create-cluster' by user 'ann'. Details: class ClusterParameters {
    workers: 3
}`;

test.each<[string, string | Buffer, string[]]>([
  ['line ends of Windows', 'a\r\nb\r\n', ['a', 'b']],
  ['a byte order mark', '\ufeff{"auditID":"1","verb":"get"}\n', ['{"auditID":"1","verb":"get"}']],
  ['NUL bytes in and between lines', 'a\0b\n\0\0c\n', ['a\0b', 'c']],
  ['rubbish', Buffer.from([1, 255, 254, 10, 200, 10]), ['\x01\xff\xfe', '\xc8']],
  ['two lines that are the same', 'a\na\n', ['a', 'a']],
  ['one event twice', '{"auditID":"1","verb":"get"}\n{"auditID":"1","verb":"get"}\n', ['{"auditID":"1","verb":"get"}']],
  ['empty lines', '\n\n\n', []],
  ['an entry of several lines', `${ENTRY}\nb\n`, [ENTRY, 'b']],
])('%s', async (_name, content, expected) => {
  const one = await harness();
  await writeFile(join(one.folder, 'a.log'), content);
  await one.look();
  await one.look();
  expect(await one.lines()).toEqual(expected);
});

test('files whose names are no UTF-8 are read, through rotation and a kill', async () => {
  const one = await harness();
  const bytes = (name: string) => Buffer.concat([Buffer.from(`${one.folder}/`), Buffer.from(name, 'latin1')]);
  await writeFile(bytes('a\xff.log'), 'one\n');
  await one.look();
  await one.look();
  expect(await one.lines()).toEqual(['one']);
  await rename(bytes('a\xff.log'), bytes('a\xff\xfe.1'));
  await appendFile(bytes('a\xff\xfe.1'), 'two\n');
  await writeFile(bytes('a\xff.log'), 'three\n');
  await one.kill();
  await one.look();
  await one.look();
  expect((await one.lines()).sort()).toEqual(['one', 'three', 'two']);
  expect(one.told.join('\n')).toContain('a\\xff.log');
});

test('a last line without its end is waited for, and is a line once nobody writes any more', async () => {
  const one = await harness();
  const path = join(one.folder, 'a.log');
  await writeFile(path, 'one\nhalf');
  await one.look();
  await one.look();
  expect(await one.lines()).toEqual(['one']);
  await appendFile(path, ' and half\nlast');
  await one.look();
  expect(await one.lines()).toEqual(['one', 'half and half']);
  await rename(path, join(one.folder, 'b.log'));
  await one.look();
  expect(await one.lines()).toHaveLength(2);
  await one.look(11_000);
  expect((await one.lines()).at(-1)).toBe('last');
  await writeFile(path, 'never moved');
  await one.look();
  await one.look(TEN_MINUTES_MS);
  expect((await one.lines()).at(-1)).toBe('never moved');
});

test('an entry of several lines is one event though it is written line by line, with kills between', async () => {
  const one = await harness();
  const path = join(one.folder, 'a.log');
  await writeFile(path, 'a\n');
  for (const line of ENTRY.split('\n')) {
    await appendFile(path, `${line}\n`);
    await one.look();
    await one.look();
    await one.kill();
  }
  await appendFile(path, 'b\n');
  await one.look();
  await one.look();
  expect(await one.lines()).toEqual(['a', ENTRY, 'b']);
});

test('a line that is too long is kept in pieces, through a kill in the middle', async () => {
  const one = await harness({ maxLineBytes: 1024 });
  const path = join(one.folder, 'a.log');
  const long = 'x'.repeat(2_500);
  await writeFile(path, `a\n${long}`);
  await one.look();
  await one.kill();
  await appendFile(path, `yz\n{"auditID":"1","verb":"get"}\n`);
  await one.look();
  await one.look();
  const lines = await one.lines();
  expect(lines.slice(1, -1).join('')).toBe(`${long}yz`);
  expect(await one.reasons()).toEqual(['invalid-json', 'too-large', 'too-large', 'too-large', 'read']);
});

test('a line of many megabytes is read, and others meanwhile', async () => {
  const one = await harness({ maxLineBytes: 64 * 1024 * 1024 });
  const long = `{"auditID":"1","verb":"create","requestObject":"${'x'.repeat(20_000_000)}"}`;
  await writeFile(join(one.folder, 'a.log'), `${long}\nb\n`);
  await writeFile(join(one.folder, 'c.log'), 'd\n');
  await writeFile(join(one.folder, 'e.gz'), gzipSync(`${long.replace('1', '2')}\nf`));
  await one.look();
  await one.look();
  expect((await one.lines()).map((line) => line.length).sort((a, b) => a - b)).toEqual([
    1,
    1,
    1,
    long.length,
    long.length,
  ]);
});

test('a packed file that breaks off is read as far as it goes, and to its end when that comes', async () => {
  const one = await harness();
  const lines = Array.from({ length: 20_000 }, (_, n) => `${n} ${Math.random()}`);
  const packed = gzipSync(`${lines.join('\n')}\n`);
  const path = join(one.folder, 'a.log.gz');
  await writeFile(path, packed.subarray(0, packed.length / 2));
  for (let looks = 0; looks < 4; looks++) await one.look();
  const before = (await one.lines()).length;
  expect(before).toBeGreaterThan(1_000);
  await writeFile(path, packed);
  for (let looks = 0; looks < 4; looks++) await one.look();
  expect(await one.lines()).toEqual(lines);
  await one.kill();
  await one.look();
  expect(await one.lines()).toHaveLength(lines.length);
});

test('what is no file is left alone, what cannot be read is told and tried again', async () => {
  const one = await harness({ paths: ['**'] });
  await mkdir(join(one.folder, 'folder'));
  await symlink('.', join(one.folder, 'folder', 'loop'));
  await symlink('nowhere', join(one.folder, 'dangling'));
  execFileSync('mkfifo', [join(one.folder, 'pipe')]);
  await writeFile(join(one.folder, 'folder', 'a.log'), 'a\n');
  await symlink('folder/a.log', join(one.folder, 'same'));
  await one.look();
  await one.look();
  expect(await one.lines()).toEqual(['a']);
  expect(one.told).toEqual(['followed folder/a.log 0']);
  if (process.getuid?.() === 0) return;
  await writeFile(join(one.folder, 'secret'), 'b\n');
  await chmod(join(one.folder, 'secret'), 0);
  await one.look();
  expect(one.told.at(-1)).toBe('failed secret EACCES');
  await chmod(join(one.folder, 'secret'), 0o600);
  await one.look(10_000);
  expect(await one.lines()).toEqual(['a', 'b']);
});

test('what is pushed back is brought again', async () => {
  let refusals = 3;
  const one = await harness({
    around: (intake) => ({
      ...intake,
      stretch: async (sender, stretch) => {
        if (refusals-- > 0) throw new VerbatimError('PUSH_BACK');
        return intake.stretch(sender, stretch);
      },
    }),
  });
  await writeFile(join(one.folder, 'a.log'), 'a\nb\n');
  await one.look();
  await one.look();
  expect(one.told.filter((text) => text === 'pushed back')).toHaveLength(3);
  expect(await one.lines()).toEqual(['a', 'b']);
  expect(one.unread()).toBe(0);
});

test('a busy file does not keep the others waiting', async () => {
  const order: string[] = [];
  const one = await harness({
    around: (intake) => ({
      ...intake,
      stretch: (sender, stretch) => {
        order.push(String(stretch.origin({ bytes: 1, inLongLine: false }).path).slice(-1));
        return intake.stretch(sender, stretch);
      },
    }),
  });
  const line = (name: string) => `${name.repeat(999)}\n`;
  for (const name of 'abcd') await writeFile(join(one.folder, name), line(name).repeat(10_000));
  await writeFile(join(one.folder, 'z'), line('z').repeat(5));
  await one.look();
  await one.look();
  expect(order.indexOf('z')).toBeLessThan(order.length * 0.7);
  expect(await one.lines()).toHaveLength(40_005);
});

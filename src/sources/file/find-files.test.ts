import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { findFiles } from './find-files.ts';
import { parseGlob } from './glob.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'verbatim-find-'));
  for (const path of ['a/audit.log', 'a/b/audit.log', 'a/b/c/audit-1.log', 'a/.hidden/audit.log', 'd/other']) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), '');
  }
  const bytes = (name: string) => Buffer.concat([Buffer.from(`${folder}/a/b/e/`), Buffer.from(name, 'latin1')]);
  await mkdir(bytes('\xe4'), { recursive: true });
  await writeFile(bytes('\xff.log'), '');
  await writeFile(bytes('\xe4/\xfe.log'), '');
  await symlink('..', join(folder, 'a', 'loop'));
  await symlink('nowhere', join(folder, 'a', 'dangling.log'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

test.each<[string, string[]]>([
  ['a/audit.log', ['a/audit.log']],
  ['a/nothing.log', ['a/nothing.log']],
  ['*/audit.log', ['a/audit.log', 'd/audit.log']],
  ['*/*.log', ['a/audit.log', 'a/dangling.log']],
  ['**/audit*.log', ['a/audit.log', 'a/b/audit.log', 'a/b/c/audit-1.log']],
  ['a/{b,b/c}/*.log', ['a/b/audit.log', 'a/b/c/audit-1.log']],
  // A name without signs is not looked for; whoever opens it sees whether it is there.
  ['a/*/d/other', ['a/b/d/other', 'a/dangling.log/d/other', 'a/loop/d/other']],
  ['d/**', ['d/other']],
  ['nothing/*', []],
  // Names that are no UTF-8.
  ['a/b/e/*.log', ['a/b/e/\\xff.log']],
  ['a/b/e/**', ['a/b/e/\\xe4/\\xfe.log', 'a/b/e/\\xff.log']],
  ['a/b/e/\\\\xff*', ['a/b/e/\\xff.log']],
  ['a/audit.log/*', []],
])('%s', async (pattern, found) => {
  const paths: string[] = [];
  for (const parts of parseGlob(join(folder, pattern))) {
    for await (const path of findFiles(parts, { onFailure: (_path, error) => expect(error).toBeUndefined() })) {
      paths.push(path.slice(folder.length + 1));
    }
  }
  expect(paths.sort()).toEqual(found);
});

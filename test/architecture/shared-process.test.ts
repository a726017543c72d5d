import { expect, test } from 'vitest';
import { SHARING_FOLDERS } from '../support/shared-process.ts';
import { allImports, filesBelow, textOf } from './repository.ts';

const tests = filesBelow(...SHARING_FOLDERS).filter((path) => path.endsWith('.test.ts'));

/** A file and all that it imports of ours, whenever. */
function reached(file: string, next: ReadonlyMap<string, readonly string[]>, seen = new Set<string>()): Set<string> {
  if (seen.has(file)) return seen;
  seen.add(file);
  for (const to of next.get(file) ?? []) reached(to, next, seen);
  return seen;
}

test('tests that share a process never open the engine', () => {
  const next = new Map<string, string[]>();
  for (const { from, to } of allImports('src', 'test')) next.set(from, [...(next.get(from) ?? []), to]);
  const opens = (path: string) => path.endsWith('.ts') && textOf(path).includes("'chdb'");
  const engine = filesBelow('src').filter(opens);
  expect(engine).toContain('src/store/chdb.ts');
  const found = tests.filter((file) => [...reached(file, next)].some((path) => engine.includes(path)));
  expect(found).toEqual([]);
});

test('nor do they change what others in it see', () => {
  const found = tests.filter((file) => /\bvi\.(mock|stub)|\bprocess\.(chdir|exit)\(/.test(textOf(file)));
  expect(found).toEqual([]);
});

import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { textOf } from './repository.ts';

/** Statements that load a module at once; types are no more there when it runs. */
const AT_ONCE = /^(?:import|export)\s+(?!type\b)[^;]*?from '([^']+)';/gm;

/** The packages that a file brings with it when it is loaded. */
function packagesOf(file: string, seen = new Set<string>()): Set<string> {
  const found = new Set<string>();
  if (seen.has(file)) return found;
  seen.add(file);
  for (const [, specifier = ''] of textOf(file).matchAll(AT_ONCE)) {
    if (specifier.startsWith('node:')) continue;
    if (!specifier.startsWith('.')) found.add(specifier);
    else for (const name of packagesOf(join(dirname(file), specifier), seen)) found.add(name);
  }
  return found;
}

test('a command waits for no package that it does not use', () => {
  // Engine, server, archives, YAML and jq are loaded by the commands that need them, when they do.
  expect([...packagesOf('src/cli/main.ts')].sort()).toEqual(['commander']);
});

test('the server brings what a command does not', () => {
  expect([...packagesOf('src/main.ts')]).toEqual(expect.arrayContaining(['chdb', 'fastify']));
});

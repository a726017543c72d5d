import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const folder = 'dist/program';
const files = readdirSync(folder);
const code = files.filter((name) => name.endsWith('.js')).map((name) => readFileSync(join(folder, name), 'utf8'));

test('files that the program looks for beside itself are there, so that threads are threads', () => {
  const named = code.flatMap((text) => [...text.matchAll(/new URL\("\.\/([^"]+?)\/?", import\.meta\.url\)/g)]);
  const names = new Set(named.map(([, name]) => name as string));
  expect([...names].sort()).toEqual(['encode-worker.js', 'migrations', 'pack-worker.js']);
  expect([...names].filter((name) => !files.includes(name))).toEqual([]);
});

test('migrations are those of the sources', () => {
  expect(readdirSync(join(folder, 'migrations'))).toEqual(readdirSync('src/store/migrations'));
});

test('packages stay packages', () => {
  const imported = new Set(code.flatMap((text) => [...text.matchAll(/from "([^".][^"]*)"/g)].map(([, name]) => name)));
  expect(imported).toContain('fastify');
  expect(code.filter((text) => text.includes('node_modules/'))).toEqual([]);
});

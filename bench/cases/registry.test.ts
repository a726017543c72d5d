import { readdirSync } from 'node:fs';
import { expect, it } from 'vitest';
import { CASES } from './registry.ts';

it('names every case of this folder after its file', () => {
  const files = readdirSync(new URL('.', import.meta.url)).filter((name) => !name.includes('.test.'));
  const names = files.map((name) => name.replace(/\.ts$/, '')).filter((name) => name !== 'registry');
  expect(Object.keys(CASES).sort()).toEqual(names.sort());
});

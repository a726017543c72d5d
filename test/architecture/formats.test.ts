import { describe, expect, test } from 'vitest';
import { FORMATS } from '../../src/decode/registry.ts';
import { foldersIn, isThere, textOf } from './repository.ts';

const folders = foldersIn('src/decode').filter((folder) => folder !== 'testing');

test('the registry holds every format of src/decode, and no other', () => {
  expect(FORMATS.map(({ name }) => name).sort()).toEqual(folders);
});

describe.each(folders)('%s', (folder) => {
  test.each(['format.ts', 'format.test.ts', 'README.md', 'fixtures'])('has a %s', (file) => {
    expect(isThere(`src/decode/${folder}/${file}`)).toBe(true);
  });

  test('passes the contract of formats', () => {
    expect(textOf(`src/decode/${folder}/format.test.ts`)).toContain('formatContract({');
  });

  test('is named in its README', () => {
    expect(textOf(`src/decode/${folder}/README.md`)).toMatch(new RegExp(`^# \`${folder}\`\n`));
  });
});

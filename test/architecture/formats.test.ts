import { describe, expect, test } from 'vitest';
import { FORMATS } from '../../src/decode/registry.ts';
import { FORMAT_NAMES } from '../../src/event/format-names.ts';
import { foldersIn, isThere, textOf } from './repository.ts';

/** Parts that several formats share are no format. */
const folders = foldersIn('src/decode').filter((folder) => isThere(`src/decode/${folder}/format.ts`));

test('the registry holds every format of src/decode, and no other', () => {
  expect(FORMATS.map(({ name }) => name).sort()).toEqual(folders);
  expect(FORMAT_NAMES).toEqual(folders);
});

describe.each(folders)('%s', (folder) => {
  test.each(['format.test.ts', 'README.md', 'fixtures'])('has a %s', (file) => {
    expect(isThere(`src/decode/${folder}/${file}`)).toBe(true);
  });

  test('passes the contract of formats', () => {
    expect(textOf(`src/decode/${folder}/format.test.ts`)).toContain('formatContract({');
  });

  test('is named in its README', () => {
    expect(textOf(`src/decode/${folder}/README.md`)).toMatch(new RegExp(`^# \`${folder}\`\n`));
  });
});

import { describe, expect, test } from 'vitest';
import { Config } from '../../src/config/schema.ts';
import { SOURCES, SourcesConfig } from '../../src/sources/registry.ts';
import { foldersIn, isThere, textOf } from './repository.ts';

const folders = foldersIn('src/sources');

test('the registry holds every folder of src/sources, and no other', () => {
  expect(Object.keys(SOURCES).sort()).toEqual(folders);
});

test('a source is configured under its own name, if it has anything to configure', () => {
  const configurable = folders.filter((folder) => isThere(`src/sources/${folder}/config.ts`));
  expect(Object.keys(SourcesConfig.properties).sort()).toEqual(configurable);
  expect(Config.properties.sources).toBe(SourcesConfig);
});

describe.each(folders)('%s', (folder) => {
  test.each(['source.ts', 'readme.md'])('has a %s', (file) => {
    expect(isThere(`src/sources/${folder}/${file}`)).toBe(true);
  });

  test('is named as its type in its readme', () => {
    expect(textOf(`src/sources/${folder}/readme.md`)).toMatch(new RegExp(`^# \`${folder}\`\n`));
  });
});

test.each(['access', 'consumers', 'decode', 'journal', 'pipeline', 'query', 'store', 'tls'])(
  'src/%s says what it is',
  (area) => {
    expect(isThere(`src/${area}/README.md`)).toBe(true);
  },
);

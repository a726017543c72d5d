import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { areLastLines } from './last-lines.ts';

const folder = mkdtempSync(join(tmpdir(), 'verbatim-last-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const TORN = '{"verb":"get",';

test.each<[string, string[], string[], boolean]>([
  ['the end of a file', [TORN], [`{}\n${TORN}`], true],
  ['all of a file', [TORN], [TORN], true],
  ['the end of each of two files', [TORN, TORN], [`{}\n${TORN}`, `[]\n${TORN}`], true],
  ['different ends', [TORN, '['], [`{}\n${TORN}`, '{}\n['], true],
  ['one that is ended', [TORN], [`{}\n${TORN}\n`], false],
  ['one in the middle', [TORN], [`${TORN}\n{}`], false],
  ['one in the middle, and the same at the end', [TORN, TORN], [`${TORN}\n{}\n${TORN}`, '{}'], false],
  ['the end of a longer line', [TORN], [`{}\n {"a":${TORN}`], false],
  ['more lines than files', [TORN, '['], [`[\n${TORN}`], false],
  ['files that are gone', [TORN], [], false],
])('%s', async (name, lines, texts, expected) => {
  const paths = texts.map((text, i) => {
    const path = join(folder, `${name.replaceAll(' ', '-')}-${i}`);
    writeFileSync(path, text);
    return path;
  });
  const all = paths.length > 0 ? paths : [join(folder, 'nothing')];
  expect(
    await areLastLines(
      lines.map((line) => Buffer.from(line)),
      all,
    ),
  ).toBe(expected);
});

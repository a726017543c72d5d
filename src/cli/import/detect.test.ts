import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { detect } from './detect.ts';

test.each([
  ['nothing', '', 'empty'],
  ['an event', '{"kind":"Event"}\n', 'text'],
  ['text that begins like a name of a packing', 'PK and BZip\n', 'text'],
  ['zip', 'PK\x03\x04', 'zip'],
  ['bzip2', 'BZh9', 'bzip2'],
  ['zstd', '(\xb5/\xfd', 'zstd'],
  ['xz', '\xfd7zXZ\0', 'xz'],
  ['zeros', '\0'.repeat(512), 'binary'],
  ['a program', '\x7fELF\0\0', 'binary'],
])('%s', (_name, text, kind) => {
  expect(detect(Buffer.from(text, 'latin1'))).toBe(kind);
});

test('gzip', () => {
  expect(detect(gzipSync('{}'))).toBe('gzip');
});

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fsPath, nameOf } from './file-path.ts';

test.each<[string, string | Buffer]>([
  ['audit.log', 'audit.log'],
  ['prüfung-日志.log', 'prüfung-日志.log'],
  ['a\\xff.log', Buffer.from('a\xff.log', 'latin1')],
  [
    '\\xe4udit/ä\\xe4\\xf0\\x9f.log',
    Buffer.concat([Buffer.from('\xe4udit/', 'latin1'), Buffer.from('ä'), Buffer.from('\xe4\xf0\x9f.log', 'latin1')]),
  ],
  // systemd writes names so; these are no bytes of ours.
  ['dev-disk-by\\x2duuid', 'dev-disk-by\\x2duuid'],
  ['a\\x5cxff.log', Buffer.from('a\\xff.log')],
  ['a\\x5cx5c.log', Buffer.from('a\\x5c.log')],
  ['a\\\\xff', Buffer.from('a\\\xff', 'latin1')],
])('%s', (name, path) => {
  expect(nameOf(Buffer.from(path as string))).toBe(name);
  expect(fsPath(name)).toEqual(path);
});

test('any bytes are found again by their name', () => {
  const part = fc.constantFrom('\\', 'x', 'f', '5', 'c', '8', '\xff', '\x80', '\xc3', '\xa4', '/', 'a');
  fc.assert(
    fc.property(
      fc.array(part).map((parts) => Buffer.from(parts.join(''), 'latin1')),
      (bytes) => {
        expect(Buffer.from(fsPath(nameOf(bytes)) as string)).toEqual(bytes);
      },
    ),
    { numRuns: 2_000 },
  );
});

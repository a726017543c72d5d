import Type from 'typebox';
import { expect, test } from 'vitest';
import { configurationPage } from './configuration.ts';

const MiB = 1024 * 1024;
const text = configurationPage(
  Type.Object({
    name: Type.String({ default: 'x', description: 'A name.' }),
    inner: Type.Object(
      {
        'max-bytes': Type.Integer({ default: 2 * MiB, minimum: 1, maximum: 4 * MiB, description: 'A size.' }),
        mode: Type.Union([Type.Literal('a'), Type.Literal('b')], { default: 'a', description: 'A choice.' }),
        secret: Type.Optional(Type.String({ description: 'No default.' })),
      },
      { default: {}, description: 'What is inner.' },
    ),
    list: Type.Array(Type.Object({ id: Type.String({ description: 'An id.' }) }, { description: 'One of them.' }), {
      default: [],
      description: 'A list.',
    }),
  }),
);
const cells = text.split('\n').map((line) =>
  line
    .split('|')
    .map((cell) => cell.trim())
    .filter(Boolean),
);

test.each([
  ['a string', ['`name`', '`x`', 'string', 'A name.']],
  ['bounds', ['`max-bytes`', '`2097152` (2 MiB)', '`1` to `4194304` (4 MiB)', 'A size.']],
  ['choices', ['`mode`', '`a`', '`a`, `b`', 'A choice.']],
  ['no default', ['`secret`', 'none', 'string', 'No default.']],
  ['a variable', ['`VERBATIM_INNER_MAX_BYTES`', '`inner.max-bytes`']],
])('a row for %s', (_name, row) => {
  expect(cells).toContainEqual(row);
});

test('a section has its description, and the file only defaults', () => {
  expect(text).toContain('## inner\n\nWhat is inner.\n');
  expect(text).toContain('```yaml\nname: x\ninner:\n  max-bytes: 2097152\n  mode: a\nlist: []\n```');
});

test('what stands in a list has a section of its own, and no variables', () => {
  expect(text).toContain('## list[]\n\nOne of them.\n');
  expect(cells).toContainEqual(['`id`', 'none', 'string', 'An id.']);
  expect(text).not.toContain('VERBATIM_LIST_ID');
});

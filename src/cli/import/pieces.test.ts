import fc from 'fast-check';
import { expect, test } from 'vitest';
import { pieces } from './pieces.ts';

async function* chunks(...texts: readonly string[]): AsyncGenerator<Uint8Array> {
  for (const text of texts) yield Buffer.from(text);
}

async function cut(source: AsyncIterable<Uint8Array>, target: number): Promise<string[]> {
  const found: string[] = [];
  for await (const piece of pieces(source, target)) found.push(Buffer.from(piece).toString());
  return found;
}

const SENT = [
  "2026-03-01 03:12:45.123  INFO 7 --- [x] a.B : Action 'x' by user 'y'. Details: class C {",
  'a: 1',
  '}',
].map((line) => `2026-03-01T03:12:45Z h pks-api/0: ${line}\n`);
const OPEN = '{"log":"a","stream":"stdout","time":"t"}\n';
const SHUT = OPEN.replace('"a"', '"a\\n"');
const PRETTY = '{\n  "a": [\n    1\n  ]\n}\n';

test.each([
  ['lines', ['{"n":1}\n{"n":2}\n', '{"n":3}\n'], 1, ['{"n":1}\n', '{"n":2}\n', '{"n":3}\n']],
  ['small enough', ['a\nb\n'], 100, ['a\nb\n']],
  ['a line over several chunks', ['{"n"', ':1}', '\n{}'], 1, ['{"n":1}\n', '{}']],
  ['pretty-printed documents', [PRETTY + PRETTY, PRETTY], 1, [PRETTY, PRETTY, PRETTY]],
  ['a document is not cut', [PRETTY.slice(0, 9), PRETTY.slice(9)], 1, [PRETTY]],
  ['text that goes on', ['Action {\n   a\n}\n', 'Next\n'], 1, ['Action {\n   a\n}\n', 'Next\n']],
  ['an entry whose lines are sent one by one', [`x\n${SENT.join('')}`, 'Next\n'], 1, ['x\n', SENT.join(''), 'Next\n']],
  [
    'an entry at the beginning of what came',
    [SENT.slice(0, 2).join(''), `${SENT[2]}Next\n`],
    1,
    [SENT.join(''), 'Next\n'],
  ],
  [
    'pieces of a line that Docker split',
    [OPEN + OPEN, OPEN, SHUT + SHUT, SHUT],
    1,
    [OPEN + OPEN + OPEN + SHUT, SHUT, SHUT],
  ],
  ['no line end at the end', ['a\nb'], 1, ['a\n', 'b']],
  ['nothing', [], 1, []],
])('%s', async (_name, texts, target, expected) => {
  expect(await cut(chunks(...texts), target)).toEqual(expected);
});

test('nothing is lost, added or cut within a line, however it comes', async () => {
  const line = fc.constantFrom('{"a":1}', '{', '  "b": 2', '}', '', 'text', '\r');
  await fc.assert(
    fc.asyncProperty(
      fc.array(line),
      fc.array(fc.nat(40)),
      fc.integer({ min: 1, max: 40 }),
      async (lines, cuts, target) => {
        const whole = lines.join('\n');
        const places = [0, ...cuts.filter((at) => at < whole.length).sort((a, b) => a - b), whole.length];
        const found = await cut(chunks(...places.slice(1).map((end, i) => whole.slice(places[i], end))), target);
        expect(found.join('')).toBe(whole);
        for (const piece of found.slice(0, -1)) expect(piece.endsWith('\n')).toBe(true);
        for (const piece of found.slice(1)) expect(piece).toMatch(/^[{t]/);
      },
    ),
  );
});

test('a stream that fails gives its whole lines first', async () => {
  async function* failing(): AsyncGenerator<Uint8Array> {
    yield Buffer.from('{"n":1}\n{"n":2}\n{"n"');
    throw new Error('broken');
  }
  const found: string[] = [];
  await expect(async () => {
    for await (const piece of pieces(failing())) found.push(Buffer.from(piece).toString());
  }).rejects.toThrow('broken');
  expect(found).toEqual(['{"n":1}\n{"n":2}\n']);
});

import { describe, expect, test } from 'vitest';
import { createJq } from './create-jq.ts';
import type { JqMessage } from './message.ts';

const jq = createJq();
const A123 = '{"a":1}\n{"a":"x"}\n{"a":3}\n';

async function* pieces(...texts: string[]): AsyncGenerator<string> {
  yield* texts;
}

async function run(expression: string, text: string, raw = false) {
  const messages: JqMessage[] = [];
  const results: string[] = [];
  for await (const item of jq.run(expression, pieces(text), { raw, onMessage: (m) => messages.push(m) }))
    results.push(item);
  return { results, messages };
}

describe('results are those of jq -c', () => {
  test.each([
    ['.', A123, ['{"a":1}', '{"a":"x"}', '{"a":3}']],
    ['select(.a == 3) | .a', A123, ['3']],
    ['.a, .a', '{"a":[1, 2]}', ['[1,2]', '[1,2]']],
    ['empty', A123, []],
    ['.', '', []],
    ['.', '12345678901234567890 9007199254740993 1.10', ['12345678901234567890', '9007199254740993', '1.10']],
    ['.', '"\\u0000 é 世 \\n"', ['"\\u0000 é 世 \\n"']],
    ['-1', 'null', ['-1']],
    ['.', '"\\ud83d" "\\ud83d\\ude00 \\uD83D\\uD83D\\uDE00" "\\\\ud83d"', ['"\ufffd"', '"😀 \ufffd😀"', '"\\\\ud83d"']],
    ['[., input]', '1 2 3 4', ['[1,2]', '[3,4]']],
    ['[., inputs] | length', A123, ['3']],
    ['limit(1; inputs)', A123, ['{"a":"x"}']],
    ['if .a == 1 then . else halt end', A123, ['{"a":1}']],
    ['input_line_number', A123, ['1', '2', '3']],
    ['input_filename', '1', ['"<stdin>"']],
    ['[.a, "b\\tc"] | @tsv', '{"a":1}', ['"1\\tb\\\\tc"']],
    ['[.[] as [$a] ?// $a | $a]', '[[3],4]', ['[3,4]']],
    ['. as $x | reduce range(5) as $i (0; . + $i + $x)', '1', ['15']],
  ])('%s', async (expression, text, expected) => {
    expect(await run(expression, text)).toEqual({ results: expected, messages: [] });
  });
});

test('raw results are the text of strings, and other values as JSON', async () => {
  const { results } = await run('"  a\\n", [1], null, @tsv "\\([1,"b"])"', 'null', true);
  expect(results).toEqual(['  a\n', '[1]', 'null', '1\tb']);
});

describe('an expression that does not compile is refused in jq’s own words', () => {
  test.each([
    ['.a | .[', 'syntax error, unexpected end of file at line 1, column 7:\n    .a | .[\n          ^', 1, 7],
    ['.a |\n nope(1)', 'nope/1 is not defined at line 2, column 2:\n     nope(1)\n     ^^^^', 2, 2],
    ['$x', '$x is not defined at line 1, column 1:\n    $x\n    ^^', 1, 1],
    ['', 'Top-level program not given (try ".")', undefined, undefined],
    ['--help', 'help/0 is not defined at line 1, column 3', 1, 3],
    ['import "x" as x; .', 'module not found: x', undefined, undefined],
  ])('%s', async (expression, detail, line, column) => {
    const error = await jq.check(expression).catch((caught: unknown) => caught);
    expect(error).toMatchObject({ code: 'JQ_INVALID', message: expect.stringContaining(detail) });
    expect((error as { context: object }).context).toEqual(line === undefined ? {} : { line, column });
  });

  test('before any input is asked for', async () => {
    let asked = false;
    async function* input(): AsyncGenerator<string> {
      asked = true;
      yield '1';
    }
    await expect(jq.run('(', input()).next()).rejects.toMatchObject({ code: 'JQ_INVALID' });
    expect(asked).toBe(false);
  });

  test.each([['"'.concat('a'.repeat(10_000), '"')], ['.a\0']])('unfit text', async (expression) => {
    await expect(jq.check(expression)).rejects.toMatchObject({ code: 'JQ_INVALID' });
  });

  test('the longest expression fits', async () => {
    await expect(jq.check(`"${'世'.repeat(9_998)}"`)).resolves.toBeUndefined();
  });
});

describe('what jq writes to its standard error output is reported, and it goes on', () => {
  test.each([
    [
      '.a.b',
      '{"a":{"b":1}}\n{"a":"x"}\n{"a":{"b":2}}\n',
      ['1', '2'],
      true,
      'jq: error (at <stdin>:2): Cannot index string',
    ],
    ['error("no")', '1\n', [], true, 'jq: error (at <stdin>:1): no'],
    ['.a', '{"a":1}\n{bad}\n', ['1'], true, 'jq: parse error: '],
    ['debug', '1', ['1'], false, '["DEBUG:",1]'],
    ['halt_error', '"bye"', [], false, 'bye'],
  ])('%s', async (expression, text, results, error, start) => {
    const found = await run(expression, text);
    expect(found.results).toEqual(results);
    expect(found.messages).toEqual([{ error, text: expect.stringContaining(start) }]);
  });
});

describe('jq is kept apart from the process', () => {
  test('it does not see the environment', async () => {
    process.env.VERBATIM_JQ_TEST = 'secret';
    const { results } = await run('env, $ENV, $ARGS, get_search_list', '1');
    delete process.env.VERBATIM_JQ_TEST;
    expect(results.join()).not.toMatch(/secret|VERBATIM|node_modules|\/root/);
  });

  test.each(['def f: f; f', 'range(infinite) | empty', 'repeat(1)', 'repeat(debug)'])(
    'endless work ends: %s',
    async (expression) => {
      async function read() {
        for await (const _ of createJq({ maxBusyMs: 200 }).run(expression, pieces('1')));
      }
      await expect(read()).rejects.toMatchObject({ code: 'JQ_LIMIT' });
    },
  );

  test.each(['[range(1e9)] | length', 'def f: 1 + f; f', 'reduce range(60) as $i ("x"; . + .) | length'])(
    'memory ends: %s',
    async (expression) => {
      await expect(run(expression, '1')).rejects.toMatchObject({ code: 'JQ_LIMIT' });
    },
  );

  test('waiting for input is not work', async () => {
    async function* slow(): AsyncGenerator<string> {
      yield '1 ';
      await new Promise((resolve) => setTimeout(resolve, 500));
      yield '2 ';
    }
    const results: string[] = [];
    for await (const item of createJq({ maxBusyMs: 300 }).run('.', slow())) results.push(item);
    expect(results).toEqual(['1', '2']);
  });

  test('whoever stops reading ends an endless run and its source', async () => {
    let closed = false;
    async function* endless(): AsyncGenerator<string> {
      try {
        for (;;) yield '{"a":1}\n'.repeat(10_000);
      } finally {
        closed = true;
      }
    }
    let count = 0;
    for await (const _ of jq.run('.a', endless())) if (++count === 50_000) break;
    expect(closed).toBe(true);
  });

  test('an error of the source comes through', async () => {
    async function* broken(): AsyncGenerator<string> {
      yield '1 ';
      throw new Error('disk gone');
    }
    await expect(jq.run('.', broken()).next()).rejects.toThrow('disk gone');
  });
});

test('input may be cut anywhere, and results may be larger than a block', async () => {
  const text = `${JSON.stringify({ a: '世é'.repeat(200_000) })}\n`;
  const bytes = Buffer.from(text);
  async function* cut(): AsyncGenerator<Uint8Array> {
    for (let at = 0; at < bytes.length; at += 65_537) yield bytes.subarray(at, at + 65_537);
  }
  const results: string[] = [];
  for await (const item of jq.run('.', cut())) results.push(`${item}\n`);
  expect(results).toEqual([text]);
});

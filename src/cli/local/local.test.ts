import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { brokenPipe, runProgram } from '../testing/run-program.ts';
import { closeFileEngine } from './engine.ts';

const folder = mkdtempSync(join(tmpdir(), 'verbatim-local-'));
afterAll(async () => {
  await closeFileEngine();
  rmSync(folder, { recursive: true, force: true });
});

function path(...parts: string[]): string {
  return join(folder, ...parts);
}

/** An event at a second of one minute. */
function event(second: number, more: object = {}): string {
  const time = `2026-03-01T03:12:${String(second).padStart(2, '0')}.000000Z`;
  const stage = 'ResponseComplete';
  return JSON.stringify({ auditID: `a${second}`, stage, verb: 'get', requestReceivedTimestamp: time, ...more });
}

const FIRST = [event(1), event(5, { verb: 'delete', user: { username: 'alice' } }), event(3)];
const SECOND = [event(4), event(2, { verb: 'delete' })];
const NEWEST_FIRST = [FIRST[1], SECOND[0], FIRST[2], SECOND[1], FIRST[0]];

function text(lines: readonly (string | undefined)[]): string {
  return lines.map((line) => `${line}\n`).join('');
}

beforeAll(() => {
  mkdirSync(path('logs', 'deep'), { recursive: true });
  writeFileSync(path('logs', 'b.log'), text(FIRST));
  writeFileSync(path('logs', 'deep', 'a.log.gz'), gzipSync(text(SECOND)));
  writeFileSync(path('logs', '.hidden'), text([event(9)]));
  writeFileSync(path('second.log'), text(SECOND));
  writeFileSync(path('pretty.log'), SECOND.map((line) => JSON.stringify(JSON.parse(line), null, 2)).join('\n'));
  writeFileSync(path('list.json'), `{"kind":"EventList","items":[${SECOND.join(',')}]}`);
  writeFileSync(path('odd.log'), `${SECOND[0]}\n\nnode-1 started\n{"verb":\n${SECOND[1]}`);
  execFileSync('tar', ['-czf', path('logs.tar.gz'), '-C', folder, 'second.log', 'logs/b.log']);
  execFileSync('tar', ['-cf', path('second.tar'), '-C', folder, 'second.log']);
});

async function raw(...argv: string[]): Promise<string[]> {
  const { code, stdout, stderr } = await runProgram(['search', '-o', 'raw', ...argv]);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  return stdout.split('\n').slice(0, -1);
}

describe('search --file', () => {
  it.each([
    ['a file', ['logs/b.log'], [FIRST[1], FIRST[2], FIRST[0]]],
    ['a folder, without hidden files', ['logs'], NEWEST_FIRST],
    ['gzip', ['logs/deep/a.log.gz'], SECOND],
    ['tar', ['second.tar'], SECOND],
    ['tar in gzip', ['logs.tar.gz'], NEWEST_FIRST],
    ['several files', ['second.log', 'logs/b.log'], NEWEST_FIRST],
    ['an EventList', ['list.json'], SECOND],
    ['an EventList and a plain file', ['list.json', 'logs/b.log'], NEWEST_FIRST],
  ])('%s', async (_name, files, expected) => {
    expect(await raw('--file', ...files.map((file) => path(file)))).toEqual(expected);
    // As many as there may be, which goes by way of the disk where the engine does not read all.
    expect(await raw('--limit', '0', '--file', ...files.map((file) => path(file)))).toEqual(expected);
    expect(await raw('--order', 'asc', '--file', ...files.map((file) => path(file)))).toEqual([...expected].reverse());
  });

  it('gives pretty-printed events as they were, and each on one line', async () => {
    expect((await raw('--file', path('pretty.log'))).join('\n')).toBe(readFileSync(path('pretty.log'), 'utf8'));
    const { stdout } = await runProgram(['search', '-o', 'jsonl', '--file', path('pretty.log')]);
    expect(stdout).toBe(text(SECOND));
  });

  it('finds what could not be read', async () => {
    const { stdout } = await runProgram([
      'search',
      'quarantine: *',
      '--order',
      'asc',
      '-o',
      'raw',
      '--file',
      path('odd.log'),
    ]);
    expect(stdout).toBe('node-1 started\n{"verb":\n');
    expect(await raw('started', '--file', path('odd.log'))).toEqual(['node-1 started']);
  });

  it('reads standard input', async () => {
    const { stdout } = await runProgram(['search', '-o', 'raw', '--file', '-'], { stdin: text(SECOND) });
    expect(stdout).toBe(text(SECOND));
  });

  it.each(["it's {a,b}*?[1].log", 'a\nb.log', 'x"\\$(id).log', "'); DROP TABLE x --.log"])(
    'a file named %j',
    async (name) => {
      writeFileSync(path(name), text(SECOND));
      expect(await raw('--file', path(name))).toEqual(SECOND);
    },
  );

  it('limits', async () => {
    expect(await raw('--limit', '2', '--file', path('logs'))).toEqual(NEWEST_FIRST.slice(0, 2));
    expect(await raw('--limit', '1', '--file', path('logs.tar.gz'))).toEqual(NEWEST_FIRST.slice(0, 1));
  });

  it('takes a query before and after the paths, and times', async () => {
    const expected = [FIRST[1]];
    expect(await raw('user: alice', '--file', path('logs'))).toEqual(expected);
    expect(await raw('--file', path('logs'), 'user: alice')).toEqual(expected);
    expect(await raw('--from', '2026-03-01T03:12:05Z', '--file', path('logs'))).toEqual(expected);
    expect(await raw('--to', '2026-03-01T03:12:02Z', '--file', path('logs'))).toEqual([FIRST[0]]);
  });

  it('reads a file of many odd lines', async () => {
    const lines = Array.from({ length: 1_200 }, (_, i) => `started ${i}`);
    writeFileSync(path('many.log'), text([...SECOND, ...lines, ...FIRST]));
    expect(await raw('verb: *', '--file', path('many.log'))).toEqual(NEWEST_FIRST);
    expect(await raw('started', '--limit', '0', '--order', 'asc', '--file', path('many.log'))).toEqual(lines);
  });

  it('stops when its reader has gone', async () => {
    const { code, stderr } = await runProgram(['search', '--limit', '0', '-o', 'raw', '--file', path('logs')], {
      stdout: brokenPipe(10),
    });
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(await raw('--limit', '1', '--file', path('logs'))).toEqual([FIRST[1]]);
  });

  it.each([
    ['a file that is not there', ['search', '--file', 'none.log'], 2, 'none.log'],
    ['a mistyped path beside another', ['search', '--file', 'second.log', 'none.log'], 2, 'none.log'],
    ['a cluster', ['search', '--cluster', 'a', '--file', 'second.log'], 2, '--cluster'],
    ['a query with a mistake', ['search', 'verb:', '--file', 'second.log'], 2, 'verb:'],
    ['an unknown field', ['top', 'nonsense', '--file', 'second.log'], 2, 'nonsense'],
    ['a bucket without a unit', ['histogram', '--by', '5', '--file', 'second.log'], 2, '5'],
    ['an expression with a mistake', ['search', '--jq', '.verb |', '--file', 'second.log'], 2, 'syntax'],
    ['an unknown request', ['show', 'nobody', '--file', 'second.log'], 1, 'nobody'],
  ])('refuses %s', async (_name, argv, code, message) => {
    const ran = await runProgram(argv.map((arg) => (arg.endsWith('.log') ? path(arg) : arg)));
    expect(ran.code).toBe(code);
    expect(ran.stderr).toContain(message);
  });

  it('gives what can be read of a damaged archive, then fails', async () => {
    const packed = gzipSync(
      text(Array.from({ length: 2_000 }, (_, i) => event(7, { auditID: `x${i}`, n: Math.sin(i) }))),
    );
    writeFileSync(path('damaged.log.gz'), packed.subarray(0, packed.length / 2));
    const { code, stdout, stderr } = await runProgram([
      'top',
      'verb',
      '-o',
      'csv',
      '--file',
      path('damaged.log.gz'),
      path('second.log'),
    ]);
    expect(code).toBe(1);
    expect(stderr).toContain('damaged.log.gz');
    expect(Number(/(\d+),get/.exec(stdout)?.[1])).toBeGreaterThan(100);
  });
});

describe('top, histogram and show --file', () => {
  it('count', async () => {
    const { stdout } = await runProgram(['top', 'verb', '-o', 'csv', '--file', path('logs')]);
    expect(stdout).toBe('count,value\r\n3,get\r\n2,delete\r\n');
    const histogram = await runProgram(['histogram', '--by', '2s', '-o', 'jsonl', '--file', path('logs')]);
    expect(
      histogram.stdout
        .split('\n')
        .slice(0, -1)
        .map((line) => (JSON.parse(line) as { count: number }).count),
    ).toEqual([1, 2, 2]);
    const times = await runProgram(['top', 'time', '-o', 'jsonl', '--limit', '1', '--file', path('logs')]);
    expect(times.stdout).toMatch(/"value":"2026-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z"/);
  });

  it('show a request by its auditID and by the id of its record', async () => {
    const { stdout } = await runProgram(['show', 'a5', '-o', 'json', '--file', path('logs')]);
    const [{ id, event }] = JSON.parse(stdout) as [{ id: string; event: object }];
    expect(event).toEqual(JSON.parse(FIRST[1] as string));
    expect((await runProgram(['show', id, '-o', 'raw', '--file', path('logs')])).stdout).toBe(`${FIRST[1]}\n`);
  });
});

describe('--jq', () => {
  it.each([
    ['select(.verb == "delete")', ['logs'], [FIRST[1], SECOND[1]]],
    ['select(.verb == "delete") | .auditID', ['logs.tar.gz'], ['"a5"', '"a2"']],
    ['select(.user.username | startswith("al"))', ['logs/b.log'], [FIRST[1]]],
  ])('search --jq %s', async (expression, files, expected) => {
    const { stdout } = await runProgram(['search', '--jq', expression, '--file', ...files.map((file) => path(file))]);
    expect(stdout).toBe(text(expected));
  });

  it('counts results for the limit, after the query', async () => {
    const { stdout } = await runProgram([
      'search',
      'verb: get',
      '--jq',
      '.auditID',
      '-r',
      '--limit',
      '2',
      '--file',
      path('logs'),
    ]);
    expect(stdout).toBe('a4\na3\n');
  });

  it('counts a field of the events for which it gives anything', async () => {
    const { stdout } = await runProgram([
      'top',
      'auditID',
      '--jq',
      'select(.verb == "delete") | .x # all',
      '-o',
      'csv',
      '--file',
      path('logs'),
    ]);
    expect(stdout).toBe('count,value\r\n1,a2\r\n1,a5\r\n');
  });

  it('tells of events that it fails on, and goes on', async () => {
    const { code, stdout, stderr } = await runProgram([
      'search',
      '--jq',
      '.user.username | ascii_downcase',
      '--file',
      path('logs/b.log'),
    ]);
    expect({ code, stdout }).toEqual({ code: 1, stdout: '"alice"\n' });
    expect(stderr).toContain('jq: error');
  });
});

const samples = new URL('../../../../shared/samples/', import.meta.url);
const hasJq = spawnSync('jq', ['--version']).status === 0;
const QUESTIONS: readonly (readonly [query: string, jq: string])[] = [
  [
    'user: "system:serviceaccount:openshift-monitoring:prometheus-k8s"',
    'select(.user.username == "system:serviceaccount:openshift-monitoring:prometheus-k8s")',
  ],
  ['user: system\\:*', 'select(.user.username | startswith("system:"))'],
  ['userAgent: kube*', 'select(.userAgent // "" | startswith("kube"))'],
  [
    'requestURI: /apis/apiextensions.k8s.io/v1beta1*',
    'select(.requestURI | startswith("/apis/apiextensions.k8s.io/v1beta1"))',
  ],
  ['not verb: get', 'select(.verb != "get")'],
  [
    'annotations."authentication.openshift.io/username": * and annotations."authentication.openshift.io/decision": error',
    'select(.annotations["authentication.openshift.io/username"] != null and .annotations["authentication.openshift.io/decision"] == "error")',
  ],
];

describe.skipIf(!existsSync(samples) || !hasJq)('the samples, where they and jq are there', () => {
  const files = existsSync(samples)
    ? ['kubernetes', 'openshift'].flatMap((name) =>
        readdirSync(new URL(`${name}/`, samples))
          .filter((file) => file.endsWith('.log'))
          .map((file) => new URL(`${name}/${file}`, samples).pathname),
      )
    : [];

  it.each(QUESTIONS)('%s', async (query, expression) => {
    for (const file of files) {
      const jq = spawnSync('jq', ['-c', expression, file], { encoding: 'utf8', maxBuffer: 1 << 28 });
      const expected = jq.stdout.split('\n').filter(Boolean).sort();
      const asQuery = await runProgram(['search', query, '--limit', '0', '-o', 'jsonl', '--file', file]);
      const again = spawnSync('jq', ['-c', '.'], { input: asQuery.stdout, encoding: 'utf8', maxBuffer: 1 << 28 });
      expect(again.stdout.split('\n').filter(Boolean).sort(), file).toEqual(expected);
      const asJq = await runProgram(['search', '--jq', expression, '--limit', '0', '--file', file]);
      expect(asJq.stdout.split('\n').filter(Boolean).sort(), file).toEqual(expected);
    }
  });
});

import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Api, apiOf } from '../support/api.ts';
import { builtProgram } from '../support/built.ts';
import { spawnProgram } from '../support/child.ts';
import { environmentOf, runCli } from '../support/cli.ts';
import { hasProgram } from '../support/debian.ts';
import { eventList } from '../support/events.ts';
import { ALL_AT_ONCE, eventOf, HOSTILE, hostileBodies, hostileLines } from '../support/hostile.ts';
import { type Server, startServer } from '../support/server.ts';
import { temporaryDirectory } from '../support/temporary.ts';
import { until } from '../support/until.ts';

/** Whatever an event holds acts on no terminal, and deceives nobody who reads one. */

const CLUSTER = 'hostile';
const data = join(await temporaryDirectory(), 'data');
/** An argument of a program ends at this. */
const WITHOUT_NUL = ALL_AT_ONCE.replaceAll('\0', '');

let server: Server;
let api: Api;
let token: string;
beforeAll(async () => {
  server = await startServer({ data });
  api = apiOf(server);
  token = await api.addCluster(CLUSTER);
  const named = eventList([eventOf(WITHOUT_NUL, { auditID: 'named', verb: 'update' })]);
  for (const body of [...hostileBodies(), named]) await api.deliver(CLUSTER, token, body);
  const lines = await api.request(`/ingest/lines/${CLUSTER}`, { method: 'POST', body: hostileLines() });
  expect(lines.status).toBe(200);
  await api.loaded();
});
afterAll(() => server.end('SIGKILL'));

/** Colours that the program itself uses: the hostile one is none of them. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: it is what is looked for.
const COLOURS = /\u001b\[[0-9]{0,2}m/g;
const ACTING = /(?![\n\t ])[\p{C}\p{Zl}\p{Zp}\p{Zs}\p{Default_Ignorable_Code_Point}]/u;

/** The first line with a character that acts or cannot be seen, as JSON; undefined where there is none. */
function acting(output: string): string | undefined {
  const line = output.split('\n').find((text) => ACTING.test(text));
  return line === undefined ? undefined : JSON.stringify(line.slice(0, 500));
}

/** What can be printed in a moment. */
const SHORT = `cluster: ${CLUSTER} and not auditID: long and stage: *`;

const COMMANDS: readonly (readonly [string, readonly string[]])[] = [
  ['search', ['search', SHORT]],
  ['search of long values', ['search', 'auditID: long']],
  ['search, wide', ['search', SHORT, '-o', 'wide']],
  ['show of what there is not', ['show', WITHOUT_NUL]],
  ['show of long values', ['show', 'long']],
  ['show of any name', ['show', 'named']],
  ['top', ['top', 'user', '--cluster', CLUSTER]],
  ['top of a header', ['top', 'agent', '--cluster', CLUSTER]],
  ['top of an object', ['top', 'objectRef.name', '--cluster', CLUSTER]],
  ['history', ['history', WITHOUT_NUL, WITHOUT_NUL, '-n', WITHOUT_NUL]],
  ['actors', ['actors', 'list']],
];

/** They are written alike there, but for colours and widths. */
const IN_PIPES = ['search', 'show of any name', 'top', 'history'];

describe('into a pipe', () => {
  test.each(COMMANDS.filter(([name]) => IN_PIPES.includes(name)))('%s', async (_name, args) => {
    const { stdout, stderr } = await runCli(server, args);
    expect(acting(stdout.toString())).toBeUndefined();
    expect(acting(stderr)).toBeUndefined();
    expect(stdout.length + stderr.length).toBeGreaterThan(0);
  });
});

/** Runs a command as a person does, and gives what the terminal got. */
async function inTerminal(args: readonly string[]): Promise<string> {
  const env = { PATH: process.env.PATH ?? '', TERM: 'xterm-256color', ...environmentOf(server) };
  const words = args.map((_, n) => `"$A${n}"`).join(' ');
  const given = Object.fromEntries(args.map((word, n) => [`A${n}`, word]));
  const command = `stty cols 120; "$NODE" "$PROGRAM" ${words} 2>/dev/null; exit 0`;
  const variables = { ...env, ...given, NODE: process.execPath, PROGRAM: await builtProgram() };
  const options = { env: variables, encoding: 'utf8', maxBuffer: 1 << 28 } as const;
  const { stdout } = await promisify(execFile)('script', ['-qefc', command, '/dev/null'], options);
  return stdout.replace(/\r+\n/g, '\n');
}

const hasTerminal = hasProgram('script', ['--version'], 'bsdutils');

describe.runIf(hasTerminal)('into a terminal', () => {
  const formats = ['json', 'jsonl', 'csv'].map(
    (format) => [`search as ${format}`, ['search', SHORT, '-o', format]] as const,
  );
  test.each([...COMMANDS, ...formats])('%s', async (_name, args) => {
    const output = await inTerminal(args);
    expect(acting(output.replace(COLOURS, ''))).toBeUndefined();
  });
});

test('tail', async () => {
  const child = await spawnProgram(['tail', '--cluster', CLUSTER], environmentOf(server));
  let output = '';
  child.process.stdout.setEncoding('utf8').on('data', (text: string) => {
    output += text;
  });
  await until('every value has arrived', async () => {
    const events = Object.values(HOSTILE).map((value) => eventOf(value, { level: 'Metadata' }));
    await api.deliver(CLUSTER, token, eventList([...events, eventOf(ALL_AT_ONCE)]));
    return output.split('\n').length > events.length;
  });
  child.process.kill('SIGINT');
  await child.exited;
  expect(acting(output)).toBeUndefined();
});

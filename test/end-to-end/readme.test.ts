import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { beforeAll, describe, expect, test } from 'vitest';
import { builtProgram, ROOT } from '../support/built.ts';
import { environmentOf } from '../support/cli.ts';
import { type Server, startServer } from '../support/server.ts';
import { temporaryDirectory } from '../support/temporary.ts';

/** What the README types into a terminal, and what it says is answered. */

const run = promisify(execFile);

interface Shown {
  readonly command: string;
  readonly answer: string;
}

const readme = await readFile(join(ROOT, 'README.md'), 'utf8');
const shown = blocksOf(readme, 'console').flatMap(answersIn);
const made = blocksOf(readme, 'sh').find((block) => block.includes('bench/generator/main.js')) ?? '';
const folder = await temporaryDirectory();
let server: Server;

beforeAll(async () => {
  server = await startServer({ data: join(folder, 'data') });
});

/** The code blocks of a language. */
function blocksOf(markdown: string, language: string): string[] {
  const blocks = [...markdown.matchAll(/^```(\w*)\n(.*?)^```$/gms)];
  return blocks.flatMap(([, name, text = '']) => (name === language ? [text] : []));
}

/** Each line after a prompt, with the lines until the next. */
function answersIn(block: string): Shown[] {
  return block
    .split(/^\$ /m)
    .slice(1)
    .map((part) => {
      const end = part.indexOf('\n');
      return { command: part.slice(0, end), answer: part.slice(end + 1).trimEnd() };
    });
}

/** Types a line as somebody in a built checkout does; gives what both outputs show. */
async function typed(line: string): Promise<string> {
  const program = await builtProgram();
  const script = line.replaceAll('npx verbatim', `'${program}'`).replaceAll(' dist/', ` '${ROOT}dist/'`);
  const { stdout } = await run('sh', ['-c', `{ ${script}\n} 2>&1`], {
    cwd: folder,
    env: { PATH: process.env.PATH ?? '', ...environmentOf(server) },
  }).catch((error: { stdout?: string }) => {
    if (error.stdout === undefined) throw error;
    return { stdout: error.stdout };
  });
  return stdout.trimEnd();
}

/** An id begins with that of the journal, which is drawn anew, and goes on with a number that counts the server's own records too. */
function withoutIds(text: string): string {
  return text.replaceAll(/\b[0-9a-z]{8}-\d+\b/g, 'ID');
}

describe('the README', () => {
  test('makes a day of traffic and stores it once', async () => {
    const stored = blocksOf(readme, '').find((block) => block.startsWith('day.jsonl: '));
    expect(await typed(made)).toBe(stored?.trimEnd());
    const again = /Import it again and it says `(.*?)`/.exec(readme)?.[1];
    expect(await typed(made)).toContain(`: ${again}`);
  });

  test('has answers to show', () => {
    expect(shown.length).toBeGreaterThan(5);
  });

  test.each(shown)('shows what is answered: $command', async ({ command, answer }) => {
    expect(withoutIds(await typed(command))).toBe(withoutIds(answer));
  });
});

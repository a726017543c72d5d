import { spawnSync } from 'node:child_process';
import { open, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Bench } from '../bench.ts';
import { type Ran, runCommand, runVerbatim } from '../harness/command.ts';
import { spreadOf } from '../harness/statistics.ts';
import type { Section } from '../report/document.ts';
import { megabytes, short, times, whole } from '../report/figures.ts';

/** The same question in both languages. */
const FILTERS = [
  { query: 'user.username: "alice@example.com"', jq: 'select(.user.username=="alice@example.com")' },
  {
    query: 'verb: delete and objectRef.resource: pods',
    jq: 'select(.verb=="delete" and .objectRef.resource=="pods")',
  },
  {
    query: 'responseStatus.code >= 500 and objectRef.namespace: "checkout-prod"',
    jq: 'select(.responseStatus.code>=500 and .objectRef.namespace=="checkout-prod")',
  },
] as const;

/** What one way of asking gave. */
interface Answer {
  readonly seconds: number;
  readonly peakBytes: number;
  readonly lines: readonly string[];
}

/** A file of lines → matching lines, without a server, against jq. */
export async function benchFiles(bench: Bench): Promise<Section> {
  const { path, events, bytes } = await bench.file();
  const output = join(await bench.folder('matches'), 'lines');
  const version = versionOfJq();
  const verbatim = (args: readonly string[]) => (stdoutFile: number) =>
    runVerbatim(bench.children, ['search', '--file', path, '--limit', '0', ...args], { stdoutFile });
  const byTheirs = (expression: string) => (stdoutFile: number) =>
    runCommand(bench.children, 'jq', ['-c', expression, path], { stdoutFile });

  const rows: string[][] = [];
  const different: string[] = [];
  for (const { query, jq } of FILTERS) {
    bench.say(`files: ${query} …`);
    const ways = [verbatim(['-o', 'jsonl', query]), verbatim(['--jq', jq]), ...(version ? [byTheirs(jq)] : [])];
    const [byQuery, byJq, theirs] = (await inTurn(ways, bench.runs, output)) as [Answer, Answer, Answer?];
    for (const other of theirs ? [byJq, theirs] : [byJq]) {
      if (other.lines.join('\n') === byQuery.lines.join('\n')) continue;
      different.push(`**Different answers**: \`${query}\`: ${byQuery.lines.length} lines and ${other.lines.length}.`);
    }
    const peakBytes = Math.max(byQuery.peakBytes, byJq.peakBytes);
    const ours = [whole(byQuery.lines.length), short(byQuery.seconds), short(byJq.seconds), megabytes(peakBytes)];
    rows.push([
      `\`${query}\``,
      ...ours,
      ...(theirs ? [short(theirs.seconds), times(theirs.seconds / byQuery.seconds)] : ['–', '–']),
    ]);
  }
  const notes = [
    version
      ? `${version}; medians of ${bench.runs} runs in turn.`
      : 'jq is not installed; there is nothing to compare with.',
  ];
  return {
    title: 'Files without a server',
    about:
      `\`verbatim search --file\` over ${whole(events)} lines, ${megabytes(bytes)}, with a query and with \`--jq\`, ` +
      'against `jq -c`; the file is in the page cache.',
    table: { head: ['', 'lines found', 'query, s', '`--jq`, s', 'memory', 'jq, s', 'query against jq'], rows },
    notes: [...notes, ...(different.length > 0 ? different : ['All ways found the same lines.'])],
  };
}

type Way = (stdoutFile: number) => Promise<Ran>;

/** Asks in every way, and again, so that a change of the machine's pace is in all of them. */
async function inTurn(ways: readonly Way[], runs: number, path: string): Promise<Answer[]> {
  const all = ways.map((): Ran[] => []);
  const lines = ways.map((): string[] => []);
  for (let run = 0; run < runs; run++) {
    for (const [i, ask] of ways.entries()) {
      const file = await open(path, 'w');
      all[i]!.push(await ask(file.fd).finally(() => file.close()));
      lines[i] = sameForm(await readFile(path, 'utf8'));
    }
  }
  return all.map((ran, i) => ({
    seconds: spreadOf(ran.map(({ seconds }) => seconds)).median,
    peakBytes: Math.max(...ran.map(({ peakBytes }) => peakBytes)),
    lines: lines[i]!,
  }));
}

function versionOfJq(): string | undefined {
  const { status, stdout } = spawnSync('jq', ['--version'], { encoding: 'utf8' });
  return status === 0 ? stdout.trim() : undefined;
}

/** Lines in a form and an order that do not depend on who wrote them: jq writes characters that Go escapes. */
function sameForm(text: string): string[] {
  return text
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.stringify(JSON.parse(line)))
    .sort();
}

import { once } from 'node:events';
import { parseArgs } from 'node:util';
import { VerbatimError } from '../../src/errors.ts';
import { formatMicros, parseMicros } from '../../src/event/time.ts';
import { attackStory } from './attack/attack-story.ts';
import { type GenerateOptions, generate } from './generate.ts';
import { interleave } from './interleave.ts';
import { LEVELS } from './write/line.ts';

const USAGE = `node dist/bench/generator/main.js --count N | --hours H [--level Metadata|RequestResponse] [--seed 1]
  [--from 2026-03-02T09:00:00Z] [--body-bytes 10000] [--attack]`;

/** Bytes that are written at once: one system call for some hundred events. */
const CHUNK_BYTES = 256 * 1024;
const HOUR_MS = 3_600_000;
const MINUTE_MICROS = 60_000_000;

function positive(name: string, text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const number = Number(text);
  if (!(number > 0)) throw new VerbatimError('USAGE', `--${name} must be a number above 0.`);
  return number;
}

function readOptions(args: readonly string[]): GenerateOptions & { attack: boolean } {
  const text = { type: 'string' } as const;
  const { values } = parseArgs({
    args: [...args],
    options: {
      count: text,
      hours: text,
      level: { ...text, default: 'Metadata' },
      seed: { ...text, default: '1' },
      from: { ...text, default: '2026-03-02T09:00:00Z' },
      'body-bytes': text,
      attack: { type: 'boolean', default: false },
    },
  });
  const { seed, from, attack } = values;
  const level = LEVELS.find((one) => one === values.level);
  const count = positive('count', values.count);
  const hours = positive('hours', values.hours);
  const bodyBytes = positive('body-bytes', values['body-bytes']);
  if (level === undefined || (count ?? hours) === undefined) throw new VerbatimError('USAGE', USAGE);
  return {
    seed,
    from,
    level,
    attack,
    ...(count && { count }),
    ...(hours && { durationMs: hours * HOUR_MS }),
    ...(bodyBytes && { bodyBytes }),
  };
}

/** The attack begins a minute after the traffic does, or at half of its duration. */
function linesOf({ attack, ...options }: GenerateOptions & { attack: boolean }): Iterable<string> {
  const lines = generate(options);
  if (!attack) return lines;
  const after = options.durationMs === undefined ? MINUTE_MICROS : Math.floor(options.durationMs * 500);
  const from = formatMicros((parseMicros(options.from) ?? 0) + after);
  return interleave(lines, attackStory({ ...options, from }));
}

async function writeLines(lines: Iterable<string>, out: NodeJS.WritableStream): Promise<void> {
  let chunk = '';
  for (const line of lines) {
    chunk += `${line}\n`;
    if (chunk.length < CHUNK_BYTES) continue;
    if (!out.write(chunk)) await once(out, 'drain');
    chunk = '';
  }
  out.write(chunk);
}

/** A reader such as `head` may close the pipe early: that is no failure. */
process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 1));

try {
  await writeLines(linesOf(readOptions(process.argv.slice(2))), process.stdout);
} catch (error) {
  const usage = error instanceof VerbatimError || (error as NodeJS.ErrnoException).code?.startsWith('ERR_PARSE_ARGS');
  process.stderr.write(`${error instanceof Error ? error.message : error}\n`);
  process.exitCode = usage ? 2 : 1;
}

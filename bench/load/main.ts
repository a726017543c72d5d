import { appendFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { VerbatimError } from '../../src/errors.ts';
import { generate } from '../generator/generate.ts';
import { LEVELS } from '../generator/write/line.ts';
import { type Batch, batches, DEFAULT_BATCH } from './batch.ts';
import { sendLoad } from './send-load.ts';
import { parseTarget } from './target.ts';

const USAGE = `node dist/bench/load/main.js --url URL --token TOKEN [--events 100000] [--batch 400] [--connections 8]
  [--level Metadata|RequestResponse] [--seed 1] [--from 2026-03-02T09:00:00Z] [--body-bytes 10000] [--ids FILE] [--report json]`;

/** Bodies up to this many bytes are made before the first is sent, so that making them takes no CPU from the server. */
const PREPARED_BYTES = 1_500_000_000;

function readOptions(args: readonly string[]) {
  const text = { type: 'string' } as const;
  const { values } = parseArgs({
    args: [...args],
    options: {
      url: text,
      token: text,
      events: { ...text, default: '100000' },
      batch: { ...text, default: String(DEFAULT_BATCH) },
      connections: { ...text, default: '8' },
      level: { ...text, default: 'Metadata' },
      seed: { ...text, default: '1' },
      from: { ...text, default: '2026-03-02T09:00:00Z' },
      'body-bytes': text,
      ids: text,
      report: { ...text, default: 'text' },
    },
  });
  return values;
}

/** Prepares what fits; the rest is made while the load runs. */
function prepare(all: Generator<Batch, void, void>): Iterable<Batch> {
  const ready: Batch[] = [];
  for (let bytes = 0; bytes < PREPARED_BYTES; ) {
    const next = all.next();
    if (next.done) return ready;
    ready.push(next.value);
    bytes += next.value.body.length;
  }
  return (function* () {
    yield* ready;
    yield* all;
  })();
}

function positive(name: string, text: string): number {
  const number = Number(text);
  if (!Number.isInteger(number) || number < 1)
    throw new VerbatimError('USAGE', `--${name} must be a whole number above 0.`);
  return number;
}

async function main(args: readonly string[]): Promise<void> {
  const values = readOptions(args);
  const { url, token, seed, from, ids } = values;
  if (!url || !token) throw new VerbatimError('USAGE', USAGE);
  const level = LEVELS.find((one) => one === values.level);
  if (level === undefined) throw new VerbatimError('USAGE', `--level must be one of ${LEVELS.join(', ')}.`);
  parseTarget(url);

  const bodyBytes = values['body-bytes'] && { bodyBytes: positive('body-bytes', values['body-bytes']) };
  const lines = generate({ seed, from, count: positive('events', values.events), level, ...bodyBytes });
  const began = performance.now();
  const bodies = prepare(batches(lines, { size: positive('batch', values.batch), withIds: ids !== undefined }));
  const prepareSeconds = (performance.now() - began) / 1000;

  const onAck = ids && ((batch: Batch) => appendFileSync(ids, `${batch.auditIDs?.join('\n')}\n`));
  const connections = positive('connections', values.connections);
  const cpuBefore = process.cpuUsage();
  const report = await sendLoad({ url, token, bodies, connections, ...(onAck && { onAck }) });
  const cpu = process.cpuUsage(cpuBefore);
  const cpuSeconds = (cpu.user + cpu.system) / 1e6;
  const result = { ...report, prepareSeconds, cpuSeconds };
  process.stdout.write(
    values.report === 'json'
      ? `${JSON.stringify(result)}\n`
      : `${report.events} events in ${report.seconds.toFixed(1)} s: ${report.eventsPerSecond} events/s, ` +
          `median ${report.latencyMs.median.toFixed(1)} ms, p99 ${report.latencyMs.p99.toFixed(1)} ms, ` +
          `${report.droppedEvents} dropped\n`,
  );
  if (report.droppedBatches > 0) process.exitCode = 1;
}

try {
  await main(process.argv.slice(2));
} catch (error) {
  const usage =
    error instanceof VerbatimError || (error as NodeJS.ErrnoException).code?.startsWith('ERR_PARSE_ARGS') === true;
  process.stderr.write(`${error instanceof Error ? error.message : error}\n`);
  process.exitCode = usage ? 2 : 1;
}

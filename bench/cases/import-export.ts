import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { crc32 } from 'node:zlib';
import type { Bench } from '../bench.ts';
import { createApi } from '../harness/api.ts';
import { runVerbatim } from '../harness/command.ts';
import { memoryOf } from '../harness/process-facts.ts';
import { startServer } from '../harness/server.ts';
import { CLUSTER } from '../harness/take-in.ts';
import type { Section } from '../report/document.ts';
import { megabytes, short, whole } from '../report/figures.ts';

/** A file → `verbatim import` → `verbatim search -o raw` → the same lines. */
export async function benchImportExport(bench: Bench): Promise<Section> {
  const { children } = bench;
  const file = await bench.file();
  const server = await startServer({ children, data: await bench.folder('import') });
  const api = createApi(server);
  await api.addCluster(CLUSTER);

  bench.say('importing the file …');
  const began = performance.now();
  const imported = await runVerbatim(children, ['import', file.path, '--cluster', CLUSTER], { server });
  await api.loaded();
  const searchableSeconds = (performance.now() - began) / 1000;

  bench.say('importing it again …');
  const again = await runVerbatim(children, ['import', file.path, '--cluster', CLUSTER], { server });

  bench.say('reading everything back …');
  const path = join(await bench.folder('export'), 'raw');
  const out = await open(path, 'w');
  const exported = await runVerbatim(children, ['search', '--limit', '0', '-o', 'raw'], {
    server,
    stdoutFile: out.fd,
  }).finally(() => out.close());
  const { peak } = memoryOf(server.pid);
  await server.stop();

  bench.say('comparing …');
  const same = (await digestOf(path)) === (await digestOf(file.path));
  const row = (name: string, seconds: number, peakBytes?: number) => [
    name,
    whole(file.events / seconds),
    short(seconds),
    peakBytes === undefined ? '' : megabytes(peakBytes),
  ];
  return {
    title: 'Import and export',
    about: `A file of ${whole(file.events)} lines, ${megabytes(file.bytes)}, through the command line; durable and searchable are counted apart.`,
    table: {
      head: ['', 'events/s', 'seconds', 'command’s peak memory'],
      rows: [
        row('`import`, durable', imported.seconds, imported.peakBytes),
        row('`import`, searchable', searchableSeconds),
        row('`import` of the same file again', again.seconds, again.peakBytes),
        row('`search --limit 0 -o raw`', exported.seconds, exported.peakBytes),
      ],
    },
    notes: [
      same ? 'What came back is the file, byte for byte but for the order.' : '**What came back is not the file.**',
      `The server’s memory had its peak at ${megabytes(peak)}.`,
    ],
  };
}

/** Tells sets of lines apart, whatever their order: how many, and the sum of their CRC-32s. */
async function digestOf(path: string): Promise<string> {
  let lines = 0;
  let sum = 0;
  for await (const line of createInterface({ input: createReadStream(path), crlfDelay: Number.POSITIVE_INFINITY })) {
    lines++;
    sum += crc32(line);
  }
  return `${lines} ${sum}`;
}

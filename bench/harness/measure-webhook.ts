import type { Bench } from '../bench.ts';
import { DEFAULT_BATCH } from '../load/batch.ts';
import type { Section } from '../report/document.ts';
import { megabytes, short, whole, withSpread } from '../report/figures.ts';
import { CONNECTIONS, type Load } from './load.ts';
import { startServer } from './server.ts';
import { spreadOf } from './statistics.ts';
import { type TakenIn, takeIn } from './take-in.ts';

/** Sends a load to `runs` fresh servers, one after the other. */
export async function measureWebhook(bench: Bench, load: Load): Promise<Section> {
  const runs: TakenIn[] = [];
  for (let run = 1; run <= bench.runs; run++) {
    bench.say(`webhook, ${load.level}: run ${run} of ${bench.runs} …`);
    const server = await startServer({ children: bench.children, data: await bench.folder('webhook') });
    runs.push(await takeIn(bench.children, server, load));
    await server.stop('SIGKILL');
  }
  const bytes = runs[0]!.report.bytes / load.events;
  return {
    title: `Audit webhook at ${load.level}`,
    about:
      `${whole(load.events)} events of ${whole(bytes)} bytes, ${DEFAULT_BATCH} a request over ${CONNECTIONS} connections, to a server ` +
      'with an empty store; what is acknowledged is durable. The load generator runs beside it.',
    table: {
      head: ['', runs.length === 1 ? 'one run' : `median of ${runs.length} (lowest – highest)`],
      rows: rowsOf(runs),
    },
  };
}

function rowsOf(runs: readonly TakenIn[]): string[][] {
  const row = (name: string, value: (run: TakenIn) => number, show = short) => [
    name,
    withSpread(spreadOf(runs.map(value)), show),
  ];
  const millionth = (seconds: number, { report }: TakenIn) => (seconds / report.events) * 1e6;
  return [
    row('accepted, events/s', ({ report }) => report.events / report.seconds, whole),
    row('accepted, MB/s', ({ report }) => report.bytes / 1e6 / report.seconds, whole),
    row('searchable, events/s', ({ report, searchableSeconds }) => report.events / searchableSeconds, whole),
    row('acknowledgement, median ms', ({ report }) => report.latencyMs.median),
    row('acknowledgement, p99 ms', ({ report }) => report.latencyMs.p99),
    row('requests repeated', ({ report }) => report.requests - report.batches, whole),
    row('server’s memory before', ({ idleBytes }) => idleBytes, megabytes),
    row('server’s memory, peak', ({ memory }) => memory.peak, megabytes),
    row('CPU of the main thread, µs an event', (run) => millionth(run.cpu.main, run)),
    row('CPU of Node’s other threads, µs an event', (run) => millionth(run.cpu.node, run)),
    row('CPU of the engine’s own threads, µs an event', (run) => millionth(run.cpu.engine, run)),
  ];
}

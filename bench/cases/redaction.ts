import type { Bench } from '../bench.ts';
import type { Load } from '../harness/load.ts';
import { startServer } from '../harness/server.ts';
import { spreadOf } from '../harness/statistics.ts';
import { type TakenIn, takeIn } from '../harness/take-in.ts';
import { DEFAULT_BATCH } from '../load/batch.ts';
import type { Section } from '../report/document.ts';
import { short, whole } from '../report/figures.ts';

/** A part of the events is enough to compare. */
const SHARE = 0.5;
/** Such events are ten times as large and twice the work of their bytes. */
const FEWER_WITH_BODIES = 20;
const BODY_BYTES = 10_000;

interface Pair {
  readonly without: TakenIn;
  readonly with: TakenIn;
}

/** What it costs to look for secrets and take them out: the same load with and without, one after the other. */
export async function benchRedaction(bench: Bench): Promise<Section> {
  const events = Math.max(DEFAULT_BATCH, Math.round(bench.events * SHARE));
  const loads: Load[] = [
    { events, level: 'Metadata' },
    {
      events: Math.max(DEFAULT_BATCH, Math.round(events / FEWER_WITH_BODIES)),
      level: 'RequestResponse',
      bodyBytes: BODY_BYTES,
    },
  ];
  const rows: string[][] = [];
  for (const load of loads) rows.push(...rowsOf(load, await pairs(bench, load)));
  return {
    title: 'Secrets taken out',
    about:
      'The audit webhook without redaction and with it, as it is by default; medians of pairs that ran one after the other.',
    table: { head: ['', 'without', 'with', 'cost'], rows },
  };
}

async function pairs(bench: Bench, load: Load): Promise<Pair[]> {
  const measured: Pair[] = [];
  for (let run = 1; run <= bench.runs; run++) {
    bench.say(`redaction, ${load.level}: pair ${run} of ${bench.runs} …`);
    measured.push({ without: await once(bench, load, 'false'), with: await once(bench, load, 'true') });
  }
  return measured;
}

async function once(bench: Bench, load: Load, enabled: string): Promise<TakenIn> {
  const env = { VERBATIM_REDACTION_ENABLED: enabled };
  const server = await startServer({ children: bench.children, data: await bench.folder('redaction'), env });
  const taken = await takeIn(bench.children, server, load);
  await server.stop('SIGKILL');
  return taken;
}

function rowsOf({ level }: Load, measured: readonly Pair[]): string[][] {
  const row = (name: string, value: (taken: TakenIn) => number, show: (figure: number) => string, isSpeed: boolean) => {
    const [without, with_] = [measured.map((pair) => value(pair.without)), measured.map((pair) => value(pair.with))];
    const ratio = spreadOf(measured.map((pair) => value(pair.with) / value(pair.without))).median;
    const cost = (isSpeed ? 1 - ratio : ratio - 1) * 100;
    return [`${level}: ${name}`, show(spreadOf(without).median), show(spreadOf(with_).median), `${short(cost)} %`];
  };
  return [
    row('accepted, events/s', ({ report }) => report.events / report.seconds, whole, true),
    row('searchable, events/s', ({ report, searchableSeconds }) => report.events / searchableSeconds, whole, true),
    row(
      'CPU of the server, µs an event',
      ({ cpu, report }) => ((cpu.main + cpu.node + cpu.engine) / report.events) * 1e6,
      short,
      false,
    ),
  ];
}

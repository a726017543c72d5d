import { decode } from '../../src/decode/decode.ts';
import type { Format } from '../../src/decode/format.ts';
import { NO_STRUCTURE } from '../../src/decode/received.ts';
import { FORMATS } from '../../src/decode/registry.ts';
import type { Envelope } from '../../src/event/record.ts';
import type { Bench } from '../bench.ts';
import { fixtureLines } from '../harness/fixture-lines.ts';
import { spreadOf } from '../harness/statistics.ts';
import type { Section } from '../report/document.ts';
import { whole } from '../report/figures.ts';

/** Enough for a round to take some tenths of a second. */
const LINES = 30_000;
/** The first of these warm up and are not counted. */
const WARM_UPS = 2;
const ROUNDS = 7;

const ENVELOPE: Envelope = {
  cluster: 'bench',
  platform: 'kubernetes',
  component: 'kube-apiserver',
  node: '',
  source: 'lines',
  receivedAt: '2026-03-02T09:00:00.000000Z',
};

/** Every format's own lines, each told by its content and read. */
export async function benchDecoders(bench: Bench): Promise<Section> {
  bench.say('decoders …');
  return {
    title: 'Decoders',
    about: `Lines of each format's fixtures and catalogue, over and over: told by their content and read, in one thread, the median of ${ROUNDS} rounds of ${whole(LINES)}. Lines a second of CPU. What kube-apiserver writes is not among them on its way in: it is read as it is cut out.`,
    table: { head: ['format', 'bytes a line', 'lines/s'], rows: FORMATS.map(rowOf) },
  };
}

function rowOf(format: Format): string[] {
  const lines = fixtureLines(format);
  const bytes = lines.reduce((sum, { length }) => sum + length, 0);
  return [format.name, whole(bytes / lines.length), whole(linesPerSecond(lines))];
}

/** Of CPU, so that other work on the machine hardly shows; garbage collection is in it. */
function linesPerSecond(lines: readonly Buffer[]): number {
  const rates: number[] = [];
  const repeats = Math.ceil(LINES / lines.length);
  for (let round = 0; round < WARM_UPS + ROUNDS; round++) {
    const before = process.cpuUsage();
    for (let i = 0; i < repeats; i++) for (const line of lines) decode(line, NO_STRUCTURE, ENVELOPE);
    const { user, system } = process.cpuUsage(before);
    if (round >= WARM_UPS) rates.push((repeats * lines.length * 1e6) / (user + system));
  }
  return spreadOf(rates).median;
}

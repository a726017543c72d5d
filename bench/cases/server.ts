import { setTimeout as sleep } from 'node:timers/promises';
import type { Bench } from '../bench.ts';
import { memoryOf } from '../harness/process-facts.ts';
import { SETTLE_MS, type Server, startServer } from '../harness/server.ts';
import { spreadOf } from '../harness/statistics.ts';
import type { Section } from '../report/document.ts';
import { megabytes, short, whole, withSpread } from '../report/figures.ts';

interface Started {
  readonly seconds: number;
  readonly bytes: number;
}

/** Start → ready, and the memory of a server that nobody asks. Ends the loaded server: the last case. */
export async function benchServer(bench: Bench): Promise<Section> {
  const { server: loaded, takenIn } = await bench.loaded();
  bench.say('stopping the loaded server …');
  const before = performance.now();
  await loaded.stop('SIGTERM');
  const stopSeconds = (performance.now() - before) / 1000;

  async function starts(name: string, dataOf: () => Promise<string>, end: NodeJS.Signals): Promise<Started[]> {
    const all: Started[] = [];
    for (let run = 0; run < bench.runs; run++) {
      bench.say(`${name} …`);
      const server = await startServer({ children: bench.children, data: await dataOf() });
      all.push(await settled(server));
      await server.stop(end);
    }
    return all;
  }
  const empty = await starts('a first start', () => bench.folder('empty'), 'SIGTERM');
  const again = await starts('a start with events', async () => loaded.data, 'SIGKILL');
  const crashed = await starts('a start after SIGKILL', async () => loaded.data, 'SIGKILL');

  const row = (name: string, runs: readonly Started[]) => [
    name,
    withSpread(spreadOf(runs.map(({ seconds }) => seconds)), short),
    withSpread(spreadOf(runs.map(({ bytes }) => bytes)), megabytes),
  ];
  return {
    title: 'Server',
    about: `From its start until it takes events and answers questions; its memory ${SETTLE_MS / 1000} s later.`,
    table: {
      head: ['', 'seconds', 'memory'],
      rows: [
        row('first start, nothing stored', empty),
        row(`start with ${whole(takenIn.report.events)} events`, again),
        row('start after SIGKILL', crashed),
        ['stop', short(stopSeconds), ''],
      ],
    },
  };
}

async function settled(server: Server): Promise<Started> {
  await sleep(SETTLE_MS);
  return { seconds: server.startSeconds, bytes: memoryOf(server.pid).now };
}

import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { apiOf } from '../support/api.ts';
import { peakMemory } from '../support/child.ts';
import { type Server, startServer } from '../support/server.ts';
import { syslogPort } from '../support/syslog.ts';
import { sendSyslogLoad } from '../support/syslog-load.ts';
import { temporaryDirectory } from '../support/temporary.ts';

/** A sender that goes on through the death of the server, and sends again what may not have got through. */

const SECONDS = process.env.VERBATIM_TEST_LONG ? 60 : 4;
const MESSAGES_A_SECOND = 10_000;
const COUNT = SECONDS * MESSAGES_A_SECOND;
/** Loading all of it, on a machine that may be busy with other tests. */
const LOADING_MS = 120_000;
/** The engine may have 768 MiB, the process takes up to 450 MiB more, and reading everything at the end some. */
const MAX_MEMORY = 1_500 * 1024 * 1024;

const folder = await temporaryDirectory();

test(`${COUNT} messages, a kill in the middle, each kept once`, { timeout: 900_000 }, async () => {
  const data = join(folder, 'data');
  const listener = (port: number) => ({ id: 'load', cluster: 'prod', listen: `tcp://127.0.0.1:${port}` });
  const first = await startServer({ data, config: { sources: { syslog: [listener(0)] } } });
  const port = syslogPort(first, 'load');
  const sending = sendSyslogLoad({ port, messagesPerSecond: MESSAGES_A_SECOND, count: COUNT, message });

  await sleep((SECONDS * 1000) / 2);
  const durable = await received(first);
  const memory = [peakMemory(first.pid)];
  await first.end('SIGKILL');
  // While nobody can send anything again, all that was durable is there.
  const alone = await startServer({ data });
  await apiOf(alone).loaded(LOADING_MS);
  expect(await apiOf(alone).count({ cluster: 'prod' })).toBeGreaterThanOrEqual(durable);
  await alone.end('SIGKILL');
  const server = await startServer({ data, config: { sources: { syslog: [listener(port)] } } });
  const api = apiOf(server);

  const { seconds, connections, resent } = await sending;
  await api.loaded(LOADING_MS);
  memory.push(peakMemory(server.pid));
  const kept = new Map<number, number>();
  for (const [, digits] of (await api.raw({ cluster: 'prod', query: 'not quarantine: *' }))
    .toString('latin1')
    .matchAll(NUMBER)) {
    kept.set(Number(digits), (kept.get(Number(digits)) ?? 0) + 1);
  }
  const lost = Array.from({ length: COUNT }, (_, number) => number).filter((number) => !kept.has(number));
  const twice = [...kept].filter(([, times]) => times > 1);
  console.info(
    `${COUNT} messages in ${seconds.toFixed(1)} s over ${connections} connections, ${resent} of them again; ${durable} durable before the kill; at most ${Math.max(...memory) >> 20} MiB`,
  );
  expect({ lost: lost.length, of: lost.slice(0, 10) }).toEqual({ lost: 0, of: [] });
  expect({ twice: twice.length, of: twice.slice(0, 10) }).toEqual({ twice: 0, of: [] });
  expect(durable).toBeGreaterThan(0);
  expect(connections).toBeGreaterThan(1);
  expect(Math.max(...memory)).toBeLessThan(MAX_MEMORY);
  await server.end();
});

const NUMBER = /number=(\d+)/g;

/** Messages of 200 bytes, a tenth of a millisecond apart. */
function message(number: number): Buffer {
  const time = new Date(Date.UTC(2026, 2, 2, 9) + number / 10).toISOString().replace('Z', `${number % 10}00Z`);
  return Buffer.from(`<110>1 ${time} node-${number % 7} audit 1 - - number=${number} ${'x'.repeat(200)}`).subarray(
    0,
    200,
  );
}

/** Messages that the server says are durable. */
async function received(server: Server): Promise<number> {
  const text = await (await apiOf(server).request('/metrics')).text();
  return Number(/^verbatim_events_received_total\{cluster="prod",source="syslog"\} (\d+)$/m.exec(text)?.[1]);
}

import { VerbatimError } from '../../src/errors.ts';
import type { Level } from '../generator/write/line.ts';
import type { LoadReport } from '../load/report.ts';
import type { Children } from './children.ts';
import { LOAD_GENERATOR } from './root.ts';
import { until } from './until.ts';

export interface Load {
  readonly events: number;
  readonly level: Level;
  /** Of `RequestResponse`: the mean size of an event. */
  readonly bodyBytes?: number;
}

/** Deliveries at once: those of a few API servers. */
export const CONNECTIONS = 8;

/** Making and sending ten million events at the slowest pace that was seen. */
const LOAD_TIMEOUT_MS = 1_800_000;

/**
 * Runs the load generator in a process of its own and gives its report as soon as the last batch was acknowledged,
 * with the time of that (`performance.now`). Raises `INTERNAL` where it fails or had to drop a batch.
 */
export async function runLoad(
  children: Children,
  target: { readonly url: string; readonly token: string },
  { events, level, bodyBytes }: Load,
): Promise<{ report: LoadReport; endedAt: number }> {
  const args = ['--url', target.url, '--token', target.token, '--events', `${events}`, '--level', level];
  const sized = bodyBytes === undefined ? [] : ['--body-bytes', `${bodyBytes}`];
  const connections = ['--connections', `${CONNECTIONS}`];
  const child = await children.start(process.execPath, [
    LOAD_GENERATOR,
    ...args,
    ...sized,
    ...connections,
    '--report',
    'json',
  ]);
  let ended = false;
  void child.exited.then(() => {
    ended = true;
  });
  const report = await until<LoadReport>(
    'the load was sent',
    () => {
      const text = child.output();
      if (text.endsWith('\n')) return JSON.parse(text);
      if (ended) throw new VerbatimError('INTERNAL', `The load generator failed.\n${child.log()}`);
      return undefined;
    },
    { timeoutMs: LOAD_TIMEOUT_MS },
  );
  const endedAt = performance.now();
  await child.exited;
  if (report.droppedEvents > 0) {
    throw new VerbatimError('INTERNAL', `The server refused ${report.droppedEvents} events for good.`);
  }
  return { report, endedAt };
}

import { readdirSync, readFileSync } from 'node:fs';

/** What Linux says about a process (`proc_pid_status(5)`, `proc_pid_stat(5)`); elsewhere everything is 0. */

/** Bytes that it holds in memory now, and the most that it ever held. */
export interface Memory {
  readonly now: number;
  readonly peak: number;
}

export function memoryOf(pid: number): Memory {
  const status = readOrNothing(`/proc/${pid}/status`);
  const bytes = (name: string) => Number(new RegExp(`^${name}:\\s*(\\d+) kB`, 'm').exec(status)?.[1] ?? 0) * 1024;
  return { now: bytes('VmRSS'), peak: bytes('VmHWM') };
}

/** Seconds of CPU that the threads of a Node process have used. */
export interface ThreadSeconds {
  /** The one that runs the event loop. */
  readonly main: number;
  /** Node's others: workers, file access, garbage collection. */
  readonly node: number;
  /** Those of the store's engine that it started itself; questions run on Node's. */
  readonly engine: number;
}

/** Clock ticks a second: `sysconf(_SC_CLK_TCK)` is 100 on every Linux that Node runs on. */
const TICKS = 100;

export function threadSecondsOf(pid: number): ThreadSeconds {
  const seconds = { main: 0, node: 0, engine: 0 };
  for (const thread of threadsOf(pid)) {
    const stat = readOrNothing(`/proc/${pid}/task/${thread}/stat`);
    const open = stat.indexOf('(');
    const close = stat.lastIndexOf(')');
    if (close < 0) continue;
    // After the name: state is the 3rd field of the manual, utime and stime are the 14th and 15th.
    const fields = stat.slice(close + 2).split(' ');
    const used = (Number(fields[11]) + Number(fields[12])) / TICKS;
    const isNode = /^(node|WorkerThread)/.test(stat.slice(open + 1, close));
    seconds[Number(thread) === pid ? 'main' : isNode ? 'node' : 'engine'] += used;
  }
  return seconds;
}

function threadsOf(pid: number): string[] {
  try {
    return readdirSync(`/proc/${pid}/task`);
  } catch {
    return [];
  }
}

/** A process or thread may end while it is looked at. */
function readOrNothing(path: string): string {
  try {
    return readFileSync(path, 'latin1');
  } catch {
    return '';
  }
}

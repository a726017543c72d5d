import type { LineWriter } from '../write/line.ts';
import type { Call, Visit } from './call.ts';
import type { Cluster } from './cluster.ts';
import { uuid } from './ids.ts';
import type { Random } from './random.ts';
import type { Process, Timeline } from './timeline.ts';

/** A long-running request whose end is still to come: a watch, an exec, a followed log. */
export interface OpenCall {
  readonly call: Call;
  readonly auditID: string;
  readonly received: number;
}

/** What an actor can do. */
export interface Traffic {
  readonly cluster: Cluster;
  now(): number;
  /** A request that is answered within milliseconds: one event. */
  send(call: Call): void;
  visit(visit: Visit): void;
  /** A request whose sender is not known: the API server writes the start of its answer, and no more. */
  refuse(call: Call): void;
  /** The first event of a long-running request: its answer begins. */
  open(call: Call): OpenCall;
  /** Its last event. */
  close(open: OpenCall): void;
  /** A long-running request that began `agoMs` before now, with no event written. */
  opened(call: Call, agoMs: number): OpenCall;
  /** The next resource version; one counter for the whole cluster, as etcd has it. */
  revision(): string;
  start(process: Process, afterMs?: number): void;
  /** Milliseconds between two rounds of something regular, give or take a twentieth. */
  every(random: Random, ms: number): number;
  /** Milliseconds until something that happens every now and then: mostly less than the mean, sometimes three times it. */
  sometime(random: Random, meanMs: number): number;
}

/** Microseconds until an answer, each equally likely: half take less than four milliseconds, a few far more. */
const LATENCIES = [
  900, 1_000, 1_100, 1_200, 1_300, 1_400, 1_500, 1_600, 1_800, 2_000, 2_200, 2_400, 2_700, 3_000, 3_300, 3_600, 4_000,
  4_400, 4_900, 5_400, 6_000, 6_800, 7_600, 8_600, 9_800, 11_000, 13_000, 16_000, 21_000, 30_000, 55_000, 140_000,
];

const FIRST_REVISION = 412_806_113;

export interface TrafficOptions {
  readonly cluster: Cluster;
  readonly timeline: Timeline;
  readonly random: Random;
  readonly writer: LineWriter;
  /** Takes the finished lines. */
  readonly write: (line: string) => void;
  /** Stretches the pauses between what actors do: 1 is a cluster in real time. */
  readonly pace: number;
}

export function createTraffic({ cluster, timeline, random, writer, write, pace }: TrafficOptions): Traffic {
  let revision = FIRST_REVISION;

  function latency(): number {
    const drawn = random.uint32();
    return LATENCIES[drawn & 31]! + ((drawn >>> 5) & 511);
  }
  function complete(received: number) {
    return { auditID: uuid(random), stage: 'ResponseComplete', received, reached: received + latency() } as const;
  }
  function opened(call: Call, agoMs: number): OpenCall {
    return { call, auditID: uuid(random), received: timeline.now() - Math.floor(agoMs * 1000) };
  }

  function begin(open: OpenCall): void {
    write(writer.call(open.call, { ...open, stage: 'ResponseStarted', reached: open.received + latency() }));
  }

  return {
    cluster,
    now: timeline.now,
    send: (call) => write(writer.call(call, complete(timeline.now()))),
    visit: (visit) => write(writer.visit(visit, complete(timeline.now()))),
    opened,
    refuse: (call) => begin(opened(call, 0)),
    open(call) {
      const open = opened(call, 0);
      begin(open);
      return open;
    },
    close(open) {
      write(writer.call(open.call, { ...open, stage: 'ResponseComplete', reached: timeline.now() }));
    },
    revision: () => String(++revision),
    start: timeline.start,
    every: (from, ms) => ms * pace * (0.95 + from.unit() / 10),
    sometime(from, meanMs) {
      const drawn = from.unit();
      return meanMs * pace * 3 * drawn * drawn;
    },
  };
}

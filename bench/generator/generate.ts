import { VerbatimError } from '../../src/errors.ts';
import { parseMicros } from '../../src/event/time.ts';
import { startActors } from './actors/registry.ts';
import { createBodies } from './bodies/bodies.ts';
import { type ClusterSize, createCluster, DEFAULT_SIZE } from './model/cluster.ts';
import { createRandom } from './model/random.ts';
import { createTimeline, type Timeline } from './model/timeline.ts';
import { createTraffic, type Traffic } from './model/traffic.ts';
import { createLineWriter, type Level } from './write/line.ts';

export interface GenerateOptions {
  /** The same seed gives the same bytes on every machine. */
  readonly seed: string | number;
  /** RFC 3339; the first event is at or shortly after this time. */
  readonly from: string;
  /** Ends after this many events. */
  readonly count?: number;
  /** Ends after this time of the cluster. With `count` the traffic is thinned so that about as many cover it. */
  readonly durationMs?: number;
  readonly level: Level;
  /** The mean size of a `RequestResponse` event, in bytes, that bodies are made for. */
  readonly bodyBytes?: number;
  readonly cluster?: Partial<ClusterSize>;
}

/** A cluster at work, with nobody in it yet. */
export interface Simulation {
  readonly timeline: Timeline;
  readonly traffic: Traffic;
}

/** Events a second of the default cluster in real time, on average over a working day; a test holds it to that. */
export const EVENTS_PER_SECOND = 65;
export const DEFAULT_BODY_BYTES = 10_000;

/** The pace at which `count` events cover `durationMs`; never faster than real time. */
function paceFor(options: GenerateOptions, size: ClusterSize): number {
  const { count, durationMs } = options;
  if (count === undefined || durationMs === undefined) return 1;
  const natural = (durationMs / 1000) * EVENTS_PER_SECOND * (size.nodes / DEFAULT_SIZE.nodes);
  return Math.max(1, natural / count);
}

function startOf(from: string): number {
  const micros = parseMicros(from);
  if (micros === undefined) throw new VerbatimError('TIME_INVALID', 'The start must be an RFC 3339 time.', { from });
  return micros;
}

/**
 * Audit events of a busy cluster, one JSON line each without its line feed, as kube-apiserver writes them; roughly in
 * the order of their stages' times. Memory does not grow with their number.
 */
export function* generate(options: GenerateOptions): Generator<string, void, void> {
  const lines: string[] = [];
  const { timeline, traffic } = simulate(options, 'traffic', (line) => lines.push(line));
  startActors(traffic, createRandom(`${options.seed}`).fork('actors'));

  const { durationMs = Number.POSITIVE_INFINITY } = options;
  const end = timeline.now() + durationMs * 1000;
  let left = options.count ?? Number.POSITIVE_INFINITY;
  while (left > 0 && timeline.step() && timeline.now() < end) {
    for (const line of lines) {
      if (left-- <= 0) return;
      yield line;
    }
    lines.length = 0;
  }
}

/**
 * An empty cluster whose lines go to `write`: the same cluster for the same seed. `use` tells apart what is done with it:
 * each use has audit ids of its own.
 */
export function simulate(options: GenerateOptions, use: string, write: (line: string) => void): Simulation {
  const size = { ...DEFAULT_SIZE, ...options.cluster };
  const random = createRandom(`${options.seed}`);
  const timeline = createTimeline(startOf(options.from));
  const cluster = createCluster(random.fork('cluster'), size);
  const bodies = options.level === 'Metadata' ? undefined : createBodies(options.bodyBytes ?? DEFAULT_BODY_BYTES);
  const writer = createLineWriter(options.level, bodies);
  const traffic = createTraffic({
    cluster,
    timeline,
    random: random.fork(use),
    writer,
    write,
    pace: paceFor(options, size),
  });
  return { timeline, traffic };
}

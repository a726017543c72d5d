import { type Call, query } from '../model/call.ts';
import type { Caller } from '../model/caller.ts';
import type { Kind } from '../model/kinds.ts';
import type { Random } from '../model/random.ts';
import type { Process } from '../model/timeline.ts';
import type { OpenCall, Traffic } from '../model/traffic.ts';

/** Informers ask for five to ten minutes; the mean. */
const WATCH_MS = 450_000;

export interface Watched {
  readonly kind: Kind;
  readonly namespace?: string;
  readonly fieldSelector?: string;
}

function watchCall(traffic: Traffic, random: Random, by: Caller, { kind, namespace, fieldSelector }: Watched): Call {
  const seconds = 300 + random.below(300);
  const parameters = {
    allowWatchBookmarks: 'true',
    ...(fieldSelector && { fieldSelector }),
    resourceVersion: traffic.revision(),
    timeout: `${Math.floor(seconds / 60)}m${seconds % 60}s`,
    timeoutSeconds: String(seconds),
    watch: 'true',
  };
  return { by, verb: 'watch', kind, namespace, query: query(parameters) };
}

/**
 * The informers of one client: each watch ends after some minutes and is begun anew at once, so the client writes two
 * events a watch and round. The first watches began before the traffic does.
 */
export function* watching(traffic: Traffic, random: Random, by: Caller, watched: readonly Watched[]): Process {
  const each = WATCH_MS / watched.length;
  const open: OpenCall[] = watched.map((one, i) => traffic.opened(watchCall(traffic, random, by, one), i * each));
  yield traffic.every(random, each) * random.unit();
  for (let at = watched.length - 1; ; at = at === 0 ? watched.length - 1 : at - 1) {
    traffic.close(open[at]!);
    open[at] = traffic.open(watchCall(traffic, random, by, watched[at]!));
    yield traffic.every(random, each);
  }
}

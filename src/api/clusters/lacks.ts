import type { Lack, Recent } from './contract.ts';
import { longestSilence } from './silence.ts';

/** What is known of a cluster. Times are in milliseconds since the epoch. */
export interface Delivered {
  readonly now: number;
  /** When the newest event was received; `undefined` where there is none. */
  readonly lastReceived: number | undefined;
  readonly recent: Recent;
  /** When the stretches of `SILENCE_STEP` begin that have events. */
  readonly busy: readonly number[];
}

/** Somebody asks something of a living API server within this time, if only a controller. */
const RECENT_MS = 10 * 60 * 1000;

/** What a platform has that writes events of its own. */
const COMPONENTS: Readonly<Record<string, readonly string[]>> = {
  openshift: ['kube-apiserver', 'openshift-apiserver', 'oauth-apiserver', 'oauth-server'],
  pks: ['uaa', 'pks-api'],
};

/** Which platforms have stages and levels as kube-apiserver writes them. */
const KUBERNETES = ['kubernetes', 'openshift', 'ibm'];

/** What is missing from what a cluster delivers, the gravest first. Nothing is found to be missing that its platform does not have. */
export function lacksOf(delivered: Delivered): Lack[] {
  const { now, lastReceived, recent, busy } = delivered;
  if (lastReceived === undefined) {
    return [
      lack(
        'events',
        'No event has come yet. “verbatim cluster connect” says what is to be done; the log of kube-apiserver says why it does not deliver.',
      ),
    ];
  }
  const found: Lack[] = [];
  if (now - lastReceived > RECENT_MS) {
    found.push(
      lack(
        'recent-events',
        `Nothing has come since ${at(lastReceived)}. Is it delivered? See the log of kube-apiserver, and its metric apiserver_audit_error_total.`,
      ),
    );
  }
  const silence = longestSilence(busy);
  if (silence) {
    found.push(
      lack(
        'steady-events',
        `Between ${at(silence.from)} and ${at(silence.to)} nothing happened that is recorded here, unlike before and after. What was lost may be in a log of the nodes: import it, nothing is stored twice.`,
      ),
    );
  }
  return [...found, ...componentsMissing(recent), ...(recent.events > 0 ? policyLacks(recent) : [])];
}

function componentsMissing({ platforms, components }: Recent): Lack[] {
  const seen = new Set(components.map(({ value }) => value));
  const expected = platforms.flatMap(({ value }) => COMPONENTS[value] ?? []);
  return expected
    .filter((name) => !seen.has(name))
    .map((name) =>
      lack(
        'component',
        `${name} has written nothing in the last day. It has a log of its own, which is forwarded or followed by itself.`,
      ),
    );
}

function policyLacks({ platforms, levels, stages }: Recent): Lack[] {
  if (!platforms.some(({ value }) => KUBERNETES.includes(value))) return [];
  const has = (counts: Recent['levels'], ...names: string[]) =>
    counts.some(({ value }) => names.some((name) => name.toLowerCase() === value.toLowerCase()));
  const found: Lack[] = [];
  if (!has(stages, 'ResponseComplete')) {
    found.push(
      lack(
        'ResponseComplete',
        'No event says how a request ended. The policy omits the stage ResponseComplete (omitStages); take it out.',
      ),
    );
  }
  if (!has(stages, 'RequestReceived')) {
    found.push(
      lack(
        'RequestReceived',
        'The stage RequestReceived is omitted, as is usual: a request that an API server died over leaves no trace.',
      ),
    );
  }
  if (!has(levels, 'Request', 'RequestResponse')) {
    found.push(
      lack(
        'request-bodies',
        'No event has the body of its request: all are at the level Metadata. What was changed cannot be told.',
      ),
    );
  }
  if (!has(levels, 'RequestResponse')) {
    found.push(
      lack(
        'response-bodies',
        'No event has the body of its answer: none is at the level RequestResponse. What was read, and what came of a patch, cannot be told.',
      ),
    );
  }
  return found;
}

function lack(what: Lack['what'], detail: string): Lack {
  return { what, detail };
}

function at(ms: number): string {
  return `${new Date(ms).toISOString().slice(0, 16)}Z`;
}

/** Something to type into the command line, and what it shows. */
export interface Suggestion {
  readonly title: string;
  /** Words after `verbatim`; quoted for the shell where it is printed. */
  readonly command: readonly string[];
}

/** Where a cluster's events are delivered. */
export interface Target {
  readonly url: string;
  readonly token: string;
}

/** How much happens. */
export interface Span {
  /** When the traffic begins and when it catches up with the clock, in microseconds since the epoch. */
  readonly from: number;
  readonly until: number;
  /** 1 is the demo's own pace; tests take a part of it. */
  readonly share: number;
}

/** What happens on a cluster, from its beginning until whenever it is asked for. */
export interface Traffic {
  /** The lines of the time between the last call and `until`, in microseconds since the epoch. */
  next(until: number): Iterable<string>;
}

/** A cluster of the demo; each file in `platforms/` makes those of one platform. */
export interface DemoCluster {
  readonly name: string;
  createTraffic(span: Span): Traffic;
  /** Delivers lines as the platform does. Resolves with how many were acknowledged. */
  deliver(target: Target, lines: Iterable<string>, signal: AbortSignal): Promise<number>;
  /** What to ask about it. */
  readonly suggestions: readonly Suggestion[];
}

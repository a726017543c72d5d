/** Something to type into the command line, and what it shows. */
export interface Suggestion {
  readonly title: string;
  /** Words after `verbatim`; quoted for the shell where it is printed. */
  readonly command: readonly string[];
}

/** Where a cluster's events are delivered. */
export interface Target {
  /** The address of the cluster's audit webhook, and the one that takes lines. */
  readonly webhook: string;
  readonly lines: string;
  readonly token: string;
  /** Where the cluster's nodes keep their logs. */
  readonly folder: string;
  /** `tcp://127.0.0.1:41234`, for a listener that the cluster's `sources` ask for. Raises `INTERNAL` where there is none. */
  readonly listener: (id: string) => string;
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

/** Delivers lines. Resolves with how many events they are, once they are handed over. */
export type Deliver = (lines: Iterable<string>) => Promise<number>;

/** A cluster of the demo; each file in `platforms/` makes those of one platform. */
export interface DemoCluster {
  readonly name: string;
  /** Who it is and what can be found on it, in one sentence. */
  readonly about: string;
  /** What the server's configuration says in `sources`, where it comes for the events itself or listens for them. */
  readonly sources?: (folder: string) => Readonly<Record<string, readonly object[]>>;
  createTraffic(span: Span): Traffic;
  /** Opens the way on which the platform delivers; it is closed by the signal. */
  connect(target: Target, signal: AbortSignal): Deliver;
  /** What to ask about it. */
  readonly suggestions: readonly Suggestion[];
}

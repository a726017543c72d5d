/**
 * What is to be told apart in recorded traffic. What is not named is as good as all else that is not: `other` stands for it, a
 * character that none of the words has.
 */
export interface TrafficShape {
  /** Missing: every user by name. */
  readonly users?: readonly string[];
  readonly userGroups: readonly string[];
  readonly namespaces: readonly string[];
  /** Of objects. */
  readonly names: readonly string[];
  /** Of requests that are not about a resource: whole paths, and beginnings of paths. */
  readonly paths: readonly string[];
  readonly pathPrefixes: readonly string[];
  /** Whether it is counted what managed fields take; that means reading bodies. */
  readonly managedFields: boolean;
  readonly other: string;
}

/** Recorded events that are alike, with what they take as lines of JSON. Sizes are in bytes and sums over all of them. */
export interface TrafficGroup {
  readonly user: string;
  readonly groups: readonly string[];
  readonly verb: string;
  readonly apiGroup: string;
  readonly resource: string;
  readonly subresource: string;
  readonly namespace: string;
  /** Of the object when the policy was asked: what is created has none yet. */
  readonly name: string;
  /** Decoded and without the query; only of requests that are not about a resource. */
  readonly path: string;
  readonly level: string;
  readonly stage: string;
  readonly events: number;
  readonly bytes: number;
  readonly request: BodySizes;
  readonly response: BodySizes;
  /** The first of them. */
  readonly sample: TrafficSample;
  /** When that happened, in microseconds since the epoch. */
  readonly sampleTime: number;
}

/** How many events have that body, what it takes of their size with its key, and how much of that managed fields take. */
export interface BodySizes {
  readonly bodies: number;
  readonly bytes: number;
  readonly managedBytes: number;
}

/** One of the events. Where it is known by its id only, the rest can be asked for. */
export interface TrafficSample {
  readonly id?: string;
  readonly auditID?: string;
  readonly summary?: string;
}

/** A stretch of recorded traffic, and how far it is: events that were counted, of how many. */
export interface TrafficSlice {
  readonly groups: readonly TrafficGroup[];
  readonly done: number;
  readonly of: number;
  /** When the first and the last of all the events that are counted happened, in microseconds since the epoch. */
  readonly first: number;
  readonly last: number;
}

/** What a body's key and the comma before it take of a line, in bytes. */
export const REQUEST_KEY_BYTES = ',"requestObject":'.length;
export const RESPONSE_KEY_BYTES = ',"responseObject":'.length;
/** The same of managed fields. */
export const MANAGED_KEY_BYTES = ',"managedFields":'.length;

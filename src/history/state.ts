import type { Json } from './diff/json.ts';

/** Whether there is an object: `terminating` where it is deleted and waits for its finalizers. */
export const EXISTENCE = ['exists', 'terminating', 'deleted', 'unknown'] as const;
export type Existence = (typeof EXISTENCE)[number];

/** An event that something is known from. */
export interface Ref {
  readonly id: string;
  readonly time: string;
  readonly actor: string;
}

/**
 * How well a body is known. `whole`: as the server answered it · `sent`: as a client sent it, without what the server filled
 * in · `partial`: only the fields that changes have named.
 */
export const KNOWLEDGE = ['whole', 'sent', 'partial'] as const;
export type Knowledge = (typeof KNOWLEDGE)[number];

export interface Known {
  readonly body: Json;
  readonly how: Knowledge;
  /** The event whose body it is, or that began it. */
  readonly from: Ref;
  /** Patches and parts that were applied to that body since. */
  readonly applied: number;
}

/** What is known of an object after some events. */
export interface ObjectState {
  readonly existence: Existence;
  /** The last body, also after the object was deleted. */
  readonly known?: Known;
  /** The configuration that `kubectl apply` applied last. */
  readonly lastApplied?: Json;
  /** Changes since the body whose content was not recorded. */
  readonly missed: readonly Ref[];
  /** The event that ended it. */
  readonly ended?: Ref;
}

export const NOTHING_KNOWN: ObjectState = { existence: 'unknown', missed: [] };

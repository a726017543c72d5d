import type { LEVELS, STAGES } from '../event/event.ts';

/** How much of a request is recorded. */
export type Level = (typeof LEVELS)[number];
export type Stage = (typeof STAGES)[number];

/**
 * An audit policy. Lists that are not given are empty and match all.
 * Source: kubernetes/apiserver `pkg/apis/audit/v1/types.go`, `Policy`.
 */
export interface Policy {
  readonly rules: readonly PolicyRule[];
  readonly omitStages: readonly Stage[];
  readonly omitManagedFields: boolean;
}

export interface PolicyRule {
  readonly level: Level;
  readonly users: readonly string[];
  readonly userGroups: readonly string[];
  readonly verbs: readonly string[];
  readonly resources: readonly GroupResources[];
  /** The empty one is that of what lies in no namespace. */
  readonly namespaces: readonly string[];
  readonly nonResourceURLs: readonly string[];
  readonly omitStages: readonly Stage[];
  /** Outranks the policy's own. */
  readonly omitManagedFields: boolean | undefined;
  /** Where the rule stands. */
  readonly place: Place;
}

export interface GroupResources {
  /** Empty: the core group. */
  readonly group: string;
  /** `pods`, `pods/log`; `*` alone is all, before or after the stroke all resources or subresources. None: all of the group. */
  readonly resources: readonly string[];
  readonly resourceNames: readonly string[];
}

/** A place in the text that was given, both from 1. */
export interface Place {
  readonly line: number;
  readonly column: number;
}

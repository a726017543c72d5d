import type { Place } from './policy.ts';

/** With an error kube-apiserver does not start; it overlooks what a warning is about. */
export type Severity = 'error' | 'warning';

/** Something that is wrong with a policy. */
export interface Problem extends Place {
  readonly severity: Severity;
  /** As Kubernetes writes paths: `rules[3].resources[0].group`; `''` is the whole policy. */
  readonly path: string;
  readonly message: string;
}

/** A problem whose place is still to be found from its path. */
export type Finding = Pick<Problem, 'severity' | 'path' | 'message'>;

/** `policy.yaml:12:5: error: rules[3].level: …`, as compilers write it. */
export function describeProblem(file: string, { line, column, severity, path, message }: Problem): string {
  return [`${file}:${line}:${column}`, severity, ...(path === '' ? [] : [path]), message].join(': ');
}

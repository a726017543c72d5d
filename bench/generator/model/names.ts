/** The words of which the cluster's names are made. */
export const TEAMS: readonly string[] =
  'checkout payments catalog search orders identity shipping billing media analytics mobile pricing'.split(' ');

export const STAGES: readonly string[] = ['prod', 'staging', 'dev'];

export const COMPONENTS: readonly string[] = 'api web worker gateway cache consumer scheduler reporting'.split(' ');

export const PEOPLE: readonly string[] =
  'alice bob carol dave erin frank grace heidi ivan judy karl laura mallory nina olivia peggy quentin rupert sybil trent ursula victor wendy zoe'.split(
    ' ',
  );

export const KUBERNETES_VERSION = 'v1.29.12';
export const KUBERNETES_COMMIT = '4c1f0e7';

/** `kubelet/v1.29.12 (linux/amd64) kubernetes/4c1f0e7` */
export function componentAgent(component: string, part?: string): string {
  const base = `${component}/${KUBERNETES_VERSION} (linux/amd64) kubernetes/${KUBERNETES_COMMIT}`;
  return part === undefined ? base : `${base}/${part}`;
}

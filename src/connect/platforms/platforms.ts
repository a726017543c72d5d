import { ibmSteps } from './ibm.ts';
import { k3sSteps } from './k3s.ts';
import { kindSteps } from './kind.ts';
import { kubeadmSteps } from './kubeadm.ts';
import { kublrSteps } from './kublr.ts';
import { openshiftSteps } from './openshift.ts';
import type { Steps } from './platform.ts';

/** What a cluster may be made by, as `--for` calls it. */
export const PLATFORMS = {
  kubeadm: kubeadmSteps,
  kind: kindSteps,
  k3s: k3sSteps,
  kublr: kublrSteps,
  openshift: openshiftSteps,
  ibm: ibmSteps,
} as const satisfies Record<string, Steps>;

export type Platform = keyof typeof PLATFORMS;
export const PLATFORM_NAMES = Object.keys(PLATFORMS) as [Platform, ...Platform[]];

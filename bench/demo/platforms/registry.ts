import type { DemoCluster } from '../platform.ts';
import { IBM_CLUSTER } from './ibm.ts';
import { kubernetesClusters } from './kubernetes.ts';
import { KUBLR_CLUSTER } from './kublr.ts';
import { MKE_CLUSTER } from './mke.ts';
import { OPENSHIFT_CLUSTER } from './openshift.ts';
import { PKS_CLUSTER } from './pks.ts';

/** Every cluster of the demo. */
export const DEMO_CLUSTERS: readonly DemoCluster[] = [
  ...kubernetesClusters(),
  OPENSHIFT_CLUSTER,
  MKE_CLUSTER,
  PKS_CLUSTER,
  IBM_CLUSTER,
  KUBLR_CLUSTER,
];

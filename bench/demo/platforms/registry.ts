import type { DemoCluster } from '../platform.ts';
import { kubernetesClusters } from './kubernetes.ts';

/** Every cluster of the demo. */
export const DEMO_CLUSTERS: readonly DemoCluster[] = [...kubernetesClusters()];

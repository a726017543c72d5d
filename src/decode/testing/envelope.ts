import type { Envelope } from '../../event/record.ts';

/** As lines arrive of which nothing is told. */
export const ENVELOPE: Envelope = {
  cluster: 'prod',
  platform: 'kubernetes',
  component: 'kube-apiserver',
  node: '',
  source: 'lines',
  receivedAt: '2026-03-02T00:00:00.000000Z',
};

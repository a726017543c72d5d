import { expect, test } from 'vitest';
import { findingsIn } from './admission.ts';

test.each([
  ['pod-security.kubernetes.io/audit-violations', 'would violate', [['Pod Security', 'would violate', true]]],
  [
    'pod-security.kubernetes.io/enforce-policy',
    'baseline:latest',
    [['Pod Security', 'enforces baseline:latest', false]],
  ],
  [
    'mutation.webhook.admission.k8s.io/round_0_index_2',
    '{"configuration":"istio","webhook":"inject.istio.io","mutated":true}',
    [['istio · inject.istio.io', 'changed what was sent', false]],
  ],
  [
    'mutation.webhook.admission.k8s.io/round_0_index_2',
    '{"configuration":"istio","webhook":"inject.istio.io","mutated":false}',
    [['istio · inject.istio.io', 'left what was sent as it was', false]],
  ],
  [
    'failed-open.validating.webhook.admission.k8s.io/round_0_index_0',
    'gate.example.com',
    [['gate.example.com', 'did not answer; the request went on without it', true]],
  ],
  ['authorization.k8s.io/decision', 'allow', []],
])('%s', (key, value, expected) => {
  expect(findingsIn({ [key]: value }).map(({ source, says, isBad }) => [source, says, isBad])).toEqual(expected);
});

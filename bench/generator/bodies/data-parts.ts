import type { Random } from '../model/random.ts';
import { condition, type Parts, repeat } from './parts.ts';
import { SLOT } from './template.ts';

function base64(random: Random, bytes: number): string {
  return Buffer.from(Uint8Array.from({ length: bytes }, () => random.uint32() & 0xff)).toString('base64');
}

export function configMap(random: Random, detail: number): Parts {
  const lines = repeat(60 * detail, (i) => `option-${i}: <${random.uint32().toString(36)}> & more\n`);
  return { content: { data: { 'config.yaml': lines.join(''), 'log-level': 'info' } } };
}

export function secret(random: Random, detail: number): Parts {
  const data = {
    password: base64(random, 24),
    'tls.crt': base64(random, 1_200 * detail),
    'tls.key': base64(random, 1_600 * detail),
  };
  return { content: { data, type: 'Opaque' } };
}

export function lease(): Parts {
  const spec = {
    holderIdentity: `${SLOT.name}_${SLOT.uid}`,
    leaseDurationSeconds: 15,
    acquireTime: SLOT.time,
    renewTime: SLOT.time,
    leaseTransitions: 3,
  };
  return { content: { spec } };
}

export function event(random: Random): Parts {
  const [reason, message] = random.pick([
    ['Scheduled', `Successfully assigned ${SLOT.namespace}/${SLOT.name} to a node`],
    ['Pulled', 'Container image "registry.example.com/main:1.7.2" already present on machine'],
    ['Killing', 'Stopping container main'],
    [
      'Unhealthy',
      'Readiness probe failed: Get "http://10.128.4.17:8080/readyz?full=1&verbose": context deadline exceeded',
    ],
  ]);
  const involvedObject = { kind: 'Pod', namespace: SLOT.namespace, name: SLOT.name, uid: SLOT.uid, apiVersion: 'v1' };
  const source = { component: 'kubelet' };
  const times = { firstTimestamp: SLOT.second, lastTimestamp: SLOT.second, count: 1 };
  return {
    content: {
      involvedObject,
      reason,
      message,
      source,
      ...times,
      type: 'Normal',
      eventTime: null,
      reportingComponent: '',
      reportingInstance: '',
    },
  };
}

/** Anything else: a custom resource with a specification, conditions and a history. */
export function custom(random: Random, detail: number): Parts {
  const source = {
    repoURL: 'https://git.example.com/platform/deployments.git',
    path: `apps/${SLOT.name}`,
    targetRevision: 'main',
  };
  const parameters = repeat(24 * detail, (i) => ({ name: `parameter-${i}`, value: random.uint32().toString(36) }));
  const history = repeat(12 * detail, (i) => ({
    id: i,
    revision: random.uint32().toString(16).padStart(8, '0').repeat(5),
    deployedAt: SLOT.second,
    source,
  }));
  return {
    content: { spec: { source, parameters } },
    status: { conditions: ['Ready', 'Synced'].map(condition), history },
  };
}

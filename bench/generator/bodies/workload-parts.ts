import type { Random } from '../model/random.ts';
import { condition, type Parts, repeat } from './parts.ts';
import { podSpec } from './pod-spec.ts';
import { SLOT } from './template.ts';

const LABELS = { app: SLOT.name };

export function pod(random: Random, detail: number): Parts {
  const containerStatuses = ['main', 'proxy'].map((name) => ({
    name,
    state: { running: { startedAt: SLOT.second } },
    ready: true,
    restartCount: random.below(3),
    image: `registry.example.com/${name}:1.${random.below(40)}`,
    imageID: `registry.example.com/${name}@sha256:${'0123456789abcdef'.repeat(4)}`,
    containerID: `containerd://${'fedcba9876543210'.repeat(4)}`,
    started: true,
  }));
  const conditions = ['Initialized', 'Ready', 'ContainersReady', 'PodScheduled'].map(condition);
  return {
    content: { spec: podSpec(random, detail) },
    status: { phase: 'Running', conditions, containerStatuses, qosClass: 'Burstable' },
  };
}

export function workload(random: Random, detail: number): Parts {
  const template = { metadata: { labels: LABELS }, spec: podSpec(random, detail) };
  const spec = { replicas: 1 + random.below(9), selector: { matchLabels: LABELS }, template };
  const counts = { observedGeneration: 4, replicas: spec.replicas, readyReplicas: spec.replicas };
  return { content: { spec }, status: { ...counts, conditions: ['Available', 'Progressing'].map(condition) } };
}

export function node(random: Random, detail: number): Parts {
  const images = repeat(40 * detail, (i) => ({
    names: [
      `registry.example.com/service-${i}@sha256:${random.uint32().toString(16).padStart(8, '0').repeat(8)}`,
      `registry.example.com/service-${i}:1.${random.below(40)}.${random.below(20)}`,
    ],
    sizeBytes: random.below(900_000_000),
  }));
  const conditions = ['MemoryPressure', 'DiskPressure', 'PIDPressure', 'Ready'].map((type) => ({
    ...condition(type),
    lastHeartbeatTime: SLOT.second,
  }));
  const amounts = { cpu: '16', 'ephemeral-storage': '209702892Ki', memory: '64978216Ki', pods: '110' };
  return {
    content: { spec: { podCIDR: '10.128.7.0/24', providerID: `example:///eu-central-1/${SLOT.name}` } },
    status: { capacity: amounts, allocatable: amounts, conditions, images },
  };
}

export function endpoints(random: Random, detail: number): Parts {
  const all = repeat(9 * detail, (i) => ({
    addresses: [`10.128.${random.below(250)}.${i + 2}`],
    conditions: { ready: true, serving: true, terminating: false },
    targetRef: { kind: 'Pod', namespace: SLOT.namespace, name: `${SLOT.name}-${i}`, uid: SLOT.uid },
    nodeName: `worker-a-${20 + i}`,
    zone: 'eu-central-1a',
  }));
  return { content: { addressType: 'IPv4', endpoints: all, ports: [{ name: 'http', port: 8080, protocol: 'TCP' }] } };
}

export function podBinding(): Parts {
  return { content: { target: { kind: 'Node', name: 'worker-b-31' } } };
}

export function scale(random: Random): Parts {
  const replicas = 1 + random.below(9);
  return { content: { spec: { replicas } }, status: { replicas, selector: `app=${SLOT.name}` } };
}

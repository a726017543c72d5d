import type { Random } from '../model/random.ts';
import { SLOT } from './template.ts';

const SETTINGS = 'DATABASE CACHE QUEUE SEARCH AUTH FEATURE TRACING METRICS STORAGE MAIL BILLING SESSION'.split(' ');
const ASPECTS = 'URL TIMEOUT POOL_SIZE RETRIES USER TOPIC REGION LEVEL ENABLED PREFIX'.split(' ');

function env(random: Random, count: number) {
  return Array.from({ length: count }, (_, i) => {
    const setting = SETTINGS[i % SETTINGS.length]!;
    const name = `${setting}_${ASPECTS[Math.floor(i / SETTINGS.length) % ASPECTS.length]}`;
    const key = name.toLowerCase().replaceAll('_', '-');
    if (random.chance(0.3)) return { name, valueFrom: { secretKeyRef: { name: SLOT.namespace, key } } };
    return { name, value: `${key}.${SLOT.namespace}.svc.cluster.local:${1_024 + random.below(60_000)}` };
  });
}

function probe(path: string, port: number) {
  const httpGet = { path, port, scheme: 'HTTP' };
  return {
    httpGet,
    initialDelaySeconds: 10,
    timeoutSeconds: 5,
    periodSeconds: 10,
    successThreshold: 1,
    failureThreshold: 3,
  };
}

function container(random: Random, name: string, variables: number) {
  const port = 8_000 + random.below(1_000);
  return {
    name,
    image: `registry.example.com/${name}:1.${random.below(40)}.${random.below(20)}`,
    args: ['--config=/etc/app/config.yaml', '--listen=0.0.0.0', '--log-format=json'],
    ports: [{ name: 'http', containerPort: port, protocol: 'TCP' }],
    env: env(random, variables),
    resources: { limits: { cpu: '1', memory: '1Gi' }, requests: { cpu: '100m', memory: '256Mi' } },
    volumeMounts: [
      { name: 'config', readOnly: true, mountPath: '/etc/app' },
      { name: 'kube-api-access', readOnly: true, mountPath: '/var/run/secrets/kubernetes.io/serviceaccount' },
    ],
    livenessProbe: probe('/livez', port),
    readinessProbe: probe('/readyz?full=1&verbose', port),
    terminationMessagePath: '/dev/termination-log',
    terminationMessagePolicy: 'File',
    imagePullPolicy: 'IfNotPresent',
    securityContext: { capabilities: { drop: ['ALL'] }, runAsNonRoot: true, allowPrivilegeEscalation: false },
  };
}

/** A pod of an application container and a proxy beside it; `detail` of 1 is a usual one. */
export function podSpec(random: Random, detail: number) {
  return {
    volumes: [
      { name: 'config', configMap: { name: SLOT.name, defaultMode: 420 } },
      {
        name: 'kube-api-access',
        projected: { sources: [{ serviceAccountToken: { expirationSeconds: 3607, path: 'token' } }], defaultMode: 420 },
      },
    ],
    containers: [container(random, 'main', Math.ceil(20 * detail)), container(random, 'proxy', Math.ceil(4 * detail))],
    restartPolicy: 'Always',
    terminationGracePeriodSeconds: 30,
    dnsPolicy: 'ClusterFirst',
    serviceAccountName: SLOT.name,
    serviceAccount: SLOT.name,
    securityContext: { fsGroup: 2000 },
    schedulerName: 'default-scheduler',
    tolerations: [
      { key: 'node.kubernetes.io/not-ready', operator: 'Exists', effect: 'NoExecute', tolerationSeconds: 300 },
    ],
    priority: 0,
  };
}

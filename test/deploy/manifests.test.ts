import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parse, stringify } from 'yaml';
import { temporaryDirectory } from '../support/temporary.ts';
import { problemsOf, unknownKeysOf } from './kubernetes-schemas.ts';
import { kustomizationIn, resourcesIn } from './kustomization.ts';
import { type Manifest, renderChart, type Values } from './render-chart.ts';
import { notRestricted, type PodSpec } from './restricted.ts';

const INGRESS = { namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'ingress-nginx' } } };
const EVERYTHING: Values = {
  namespace: { create: true },
  config: { log: { level: 'debug' } },
  tls: { settings: { min_version: 'TLS13' } },
  secretMounts: ['clickhouse'],
  persistence: { storageClassName: 'fast' },
  service: { annotations: { a: 'b' } },
  networkPolicy: { from: [INGRESS] },
  imagePullSecrets: [{ name: 'pull' }],
  podAnnotations: { c: 'd' },
  nodeSelector: { e: 'f' },
  tolerations: [{ key: 'g', operator: 'Exists' }],
  affinity: { nodeAffinity: {} },
};

const SETS: readonly (readonly [string, readonly Manifest[]])[] = [
  ['deploy/kubernetes', resourcesIn('deploy/kubernetes')],
  ['deploy/ibm-gateway', resourcesIn('deploy/ibm-gateway')],
  ['the chart', renderChart()],
  ['the chart with every value', renderChart(EVERYTHING)],
  [
    'the chart without TLS',
    renderChart({ tls: { secretName: '' }, config: { journal: null }, networkPolicy: { enabled: false } }),
  ],
  [
    'the chart with names that YAML takes for something else',
    renderChart(
      {
        namespace: { create: true },
        tls: { secretName: 'null' },
        secretMounts: ['123', 'yes'],
        persistence: { storageClassName: '1e3', size: '50' },
        networkPolicy: { from: [INGRESS] },
      },
      { Name: '123', Namespace: 'on' },
    ),
  ],
];

const directory = await temporaryDirectory();

function podsOf(manifests: readonly Manifest[]): PodSpec[] {
  return manifests.flatMap(({ kind, spec }) =>
    ['StatefulSet', 'Deployment'].includes(kind) ? [(spec as { template: { spec: PodSpec } }).template.spec] : [],
  );
}

function only<T>(manifests: readonly Manifest[], kind: string): T {
  return manifests.find((manifest) => manifest.kind === kind) as T;
}

describe.each(SETS)('%s', (_name, manifests) => {
  test('is what the schemas of Kubernetes ask for', async () => {
    expect((await Promise.all(manifests.map(problemsOf))).flat()).toEqual([]);
    expect(unknownKeysOf(manifests, directory)).toBe('');
  });

  test('runs in a namespace with restricted pod security', () => {
    const pods = podsOf(manifests);
    expect(pods).toHaveLength(1);
    expect(pods.flatMap(notRestricted)).toEqual([]);
  });

  test('mounts the volumes that there are, and sends its Service to its pod', () => {
    const workload = manifests.find(({ kind }) => ['StatefulSet', 'Deployment'].includes(kind)) as unknown as {
      spec: { template: { metadata: { labels: object }; spec: PodSpec }; volumeClaimTemplates?: Manifest[] };
    };
    const { template, volumeClaimTemplates = [] } = workload.spec;
    const volumes = [
      ...(template.spec.volumes ?? []).map(({ name }) => name),
      ...volumeClaimTemplates.map(({ metadata }) => metadata.name),
    ];
    const mounts = template.spec.containers.flatMap(
      (container) => (container as { volumeMounts?: { name: string }[] }).volumeMounts ?? [],
    );
    expect(mounts.map(({ name }) => name).sort()).toEqual(volumes.sort());
    const { spec } = only<{ spec: { selector: object; ports: [object] } }>(manifests, 'Service');
    expect(template.metadata.labels).toMatchObject(spec.selector);
    expect(spec.ports).toEqual([expect.objectContaining({ port: 80, targetPort: 'http' })]);
    expect(template.spec.containers[0]).toMatchObject({ ports: [{ name: 'http', containerPort: 3000 }] });
  });
});

const KONNECTIVITY = {
  namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'kube-system' } },
  podSelector: { matchLabels: { 'k8s-app': 'konnectivity-agent' } },
};

test.each([
  ['deploy/kubernetes', resourcesIn('deploy/kubernetes'), [KONNECTIVITY]],
  ['deploy/ibm-gateway', resourcesIn('deploy/ibm-gateway'), [KONNECTIVITY]],
  ['the chart', renderChart(), [KONNECTIVITY]],
  ['with a peer', renderChart({ networkPolicy: { from: [INGRESS] } }), [KONNECTIVITY, INGRESS]],
  ['with a peer alone', renderChart({ networkPolicy: { konnectivity: false, from: [INGRESS] } }), [INGRESS]],
])('%s admits only konnectivity-agent and what is configured', (_name, manifests, from) => {
  expect(only<Manifest>(manifests, 'NetworkPolicy').spec).toMatchObject({
    policyTypes: ['Ingress'],
    ingress: [{ from, ports: [{ protocol: 'TCP', port: 3000 }] }],
  });
});

test('with nobody configured, nobody is admitted', () => {
  const { spec } = only<Manifest>(renderChart({ networkPolicy: { konnectivity: false } }), 'NetworkPolicy');
  expect(spec).not.toHaveProperty('ingress');
  expect(spec).toMatchObject({ policyTypes: ['Ingress'] });
});

test.each(['deploy/kubernetes', 'deploy/ibm-gateway'])('%s names the files that lie there', (folder) => {
  const { resources, configMapGenerator = [], secretGenerator = [] } = kustomizationIn(folder);
  const named = [...resources, ...[...configMapGenerator, ...secretGenerator].flatMap(({ files }) => files)];
  expect([...named, 'kustomization.yaml'].sort()).toEqual(readdirSync(folder).sort());
  expect(named.filter((name) => !existsSync(join(folder, name)))).toEqual([]);
});

test('probes speak as the server does', () => {
  const schemes = (values: Values) =>
    [...stringify(podsOf(renderChart(values))).matchAll(/scheme: (\w+)/g)].map(([, one]) => one);
  expect(schemes({})).toEqual(['HTTPS', 'HTTPS', 'HTTPS']);
  expect(schemes({ tls: { secretName: '' } })).toEqual(['HTTP', 'HTTP', 'HTTP']);
});

describe('what is checked', () => {
  const [, deployed] = SETS[0] as (typeof SETS)[number];
  const changed = (kind: string, change: (manifest: string) => string): Manifest =>
    parse(change(stringify(only<Manifest>(deployed, kind)))) as Manifest;

  test.each([
    ['StatefulSet', 'replicas: 1', 'replicas: one'],
    ['StatefulSet', 'serviceName:', 'servicename:'],
    ['Service', 'port: 80', 'port: http'],
    ['NetworkPolicy', 'podSelector:', 'podSelectr:'],
  ])('finds in a %s what stands instead of %s', async (kind, from, to) => {
    const manifest = changed(kind, (text) => text.replace(from, to));
    const found = [...(await problemsOf(manifest)), unknownKeysOf([manifest], directory)].join('');
    expect(found).not.toBe('');
  });

  test.each([
    ['readOnlyRootFilesystem: true', 'readOnlyRootFilesystem: false', 'may write its root'],
    ['runAsNonRoot: true', 'runAsNonRoot: false', 'may run as root'],
    ['- ALL', '- KILL', 'has capabilities'],
    ['type: RuntimeDefault', 'type: Unconfined', 'has no seccomp profile'],
  ])('finds that a pod says %s no longer', (from, to, problem) => {
    const [pod] = podsOf([changed('StatefulSet', (text) => text.replace(from, to))]);
    expect(notRestricted(pod as PodSpec).join()).toContain(problem);
  });
});

test('no file of deploy holds a token', () => {
  const files = readdirSync('deploy', { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const texts = files.map(({ parentPath, name }) => readFileSync(join(parentPath, name), 'utf8'));
  expect(texts.filter((text) => /vb[a-z]_[\w-]{20,}/.test(text))).toEqual([]);
});

import { expect, test } from 'vitest';
import { parse, parseAllDocuments } from 'yaml';
import { PLATFORM_NAMES } from '../../connect/platforms/platforms.ts';
import { runProgram } from '../testing/run-program.ts';

const connect = (...argv: string[]) =>
  runProgram(['cluster', 'connect', 'prod', '--server', 'https://audit.example.com/below', ...argv], { env: {} });

test.each([
  ['kubeadm', ['- --audit-webhook-initial-backoff=30s', 'volumeMounts', 'kubeadm-config']],
  ['kind', ['audit-webhook-batch-max-wait: "5s"', 'extraMounts']],
  ['k3s', ['- "audit-webhook-truncate-enabled=true"', 'systemctl restart k3s']],
  ['kublr', ["audit_webhook_initial_backoff: '--audit-webhook-initial-backoff=30s'", 'kublrAgentConfig']],
  ['openshift', ['url: https://audit.example.com/below/ingest/lines/prod', 'webhook-kubeconfig']],
  [
    'ibm',
    [
      'ibmcloud ks cluster master audit-webhook set',
      '--remote-server https://audit.example.com/below/ingest/kubernetes/prod',
      'https://127.0.0.1:2040/api/v1/namespaces/verbatim/services/verbatim-audit-gateway/proxy/ingest/kubernetes/prod',
    ],
  ],
])('the steps for %s name what it needs, on standard output', async (platform, parts) => {
  const { code, stdout, stderr } = await connect('--for', platform);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  for (const part of parts) expect(stdout).toContain(part);
  // Otherwise the file would say where the server is from here.
  if (platform !== 'ibm') {
    expect(stdout).toContain('cluster add prod --server https://audit.example.com/below > audit-webhook.yaml');
  }
});

test.each([
  ['kind', 'kind: Cluster'],
  ['k3s', 'kube-apiserver-arg:'],
  ['kublr', 'spec:\n  master:'],
  ['openshift', 'apiVersion: observability'],
])('what %s reads is YAML', async (platform, start) => {
  const { stdout } = await connect('--for', platform);
  const text = stdout.slice(stdout.indexOf(start)).split(/\n\n/)[0] ?? '';
  expect(parseAllDocuments(text).flatMap((one) => ('errors' in one ? one.errors : []))).toEqual([]);
  if (platform === 'kind') {
    const [node] = (parse(text) as { nodes: [{ kubeadmConfigPatches: [string] }] }).nodes;
    const { apiServer } = parse(node.kubeadmConfigPatches[0]) as { apiServer: { extraArgs: Record<string, string> } };
    expect(apiServer.extraArgs['audit-webhook-truncate-max-event-size']).toBe('655360');
  }
});

test('every platform is offered, and no other', async () => {
  const { code, stderr } = await connect('--for', 'gke');
  expect(code).toBe(2);
  for (const name of PLATFORM_NAMES) expect(stderr).toContain(name);
  expect(await connect()).toMatchObject({ code: 2, stdout: '' });
});

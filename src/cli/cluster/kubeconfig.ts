import { stringify } from 'yaml';

export interface KubeconfigOptions {
  readonly name: string;
  /** Where kube-apiserver posts to. It keeps the path, and drops query and fragment. */
  readonly server: URL;
  readonly token: string;
  /** The PEM certificate of the authority to trust; without it the system's are. */
  readonly authority?: Uint8Array | undefined;
}

/** The file for kube-apiserver's `--audit-webhook-config-file`, a kubeconfig, as YAML. */
export function kubeconfig({ name, server, token, authority }: KubeconfigOptions): string {
  const trust = authority && { 'certificate-authority-data': Buffer.from(authority).toString('base64') };
  return stringify({
    apiVersion: 'v1',
    kind: 'Config',
    clusters: [{ name, cluster: { server: server.href, ...trust } }],
    users: [{ name, user: { token } }],
    contexts: [{ name, context: { cluster: name, user: name } }],
    'current-context': name,
  });
}

/** What to do with the file. */
export function nextSteps(name: string): string {
  return `Save this as a file that only root can read on every control-plane node of ${name}, mount it into the
kube-apiserver pod, and start kube-apiserver with
  --audit-policy-file=/etc/kubernetes/audit-policy.yaml
  --audit-webhook-config-file=/etc/kubernetes/audit-webhook.yaml
  --audit-webhook-batch-max-wait=5s
The token is not shown again.`;
}

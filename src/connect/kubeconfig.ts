import { stringify } from 'yaml';
import { argument, webhookFlags } from './webhook-flags.ts';

export interface KubeconfigOptions {
  readonly name: string;
  /** Where kube-apiserver posts to. It keeps the path, and drops query and fragment. */
  readonly server: URL;
  readonly user: { readonly token: string } | ClientCertificate;
  /** The PEM certificate of the authority to trust; without it the system's are. */
  readonly authority?: Uint8Array | undefined;
}

/** As PEM. */
export interface ClientCertificate {
  readonly certificate: Uint8Array;
  readonly key: Uint8Array;
}

/** The file for kube-apiserver's `--audit-webhook-config-file`, a kubeconfig, as YAML. */
export function kubeconfig({ name, server, user, authority }: KubeconfigOptions): string {
  const trust = authority && { 'certificate-authority-data': base64(authority) };
  const credential =
    'token' in user
      ? { token: user.token }
      : { 'client-certificate-data': base64(user.certificate), 'client-key-data': base64(user.key) };
  const file = {
    apiVersion: 'v1',
    kind: 'Config',
    clusters: [{ name, cluster: { server: server.href, ...trust } }],
    users: [{ name, user: credential }],
    contexts: [{ name, context: { cluster: name, user: name } }],
    'current-context': name,
  };
  // client-go reads version 1.1, in which a cluster called `on` would be a boolean.
  return stringify(file, { version: '1.1' });
}

function base64(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64');
}

/** What to do with the file, whatever the cluster is made by. */
export function nextSteps(name: string): string {
  const flags = webhookFlags({
    policy: '/etc/kubernetes/audit-policy.yaml',
    kubeconfig: '/etc/kubernetes/audit-webhook.yaml',
  });
  return `Save this as a file that only root can read on every control-plane node of ${name}, mount it into the
kube-apiserver pod, and start kube-apiserver with
${flags.map((flag) => `  ${argument(flag)}`).join('\n')}
verbatim cluster connect ${name} --for PLATFORM says how, step by step.`;
}

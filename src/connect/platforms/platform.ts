/** A cluster that is to be connected. */
export interface Target {
  readonly name: string;
  /** Verbatim's own address, as the cluster reaches it. */
  readonly server: URL;
}

/** How a kind of cluster is told where to send its audit events, as plain text with one step after another. */
export type Steps = (target: Target) => string;

/** The names under which the steps expect the files that the commands below write. */
export const KUBECONFIG_FILE = 'audit-webhook.yaml';
export const POLICY_FILE = 'audit-policy.yaml';

/** Where the API servers of a cluster post to. */
export function webhookAddress({ name, server }: Target): string {
  return below(server, `ingest/kubernetes/${name}`);
}

/** Where a shipper of lines posts to. */
export function linesAddress({ name, server }: Target): string {
  return below(server, `ingest/lines/${name}`);
}

function below(server: URL, path: string): string {
  return new URL(path, server.href.endsWith('/') ? server : `${server.href}/`).href;
}

/** Makes the credential and the file that says where to deliver. */
export function addCommand({ name, server }: Target): string {
  return `verbatim cluster add ${name} --server ${server.href.replace(/\/$/, '')} > ${KUBECONFIG_FILE}`;
}

/** The step that every cluster begins with. */
export function makeFiles(target: Target): string {
  return `1. Make the credential and a policy, if you have not:
     ${addCommand(target)}
     verbatim policy presets verbatim > ${POLICY_FILE}`;
}

export function indented(lines: readonly string[], spaces: number): string {
  return lines.map((line) => `${' '.repeat(spaces)}${line}`).join('\n');
}

interface SecurityContext {
  readonly runAsNonRoot?: boolean;
  readonly runAsUser?: number;
  readonly allowPrivilegeEscalation?: boolean;
  readonly readOnlyRootFilesystem?: boolean;
  readonly capabilities?: { readonly drop?: readonly string[]; readonly add?: readonly string[] };
  readonly seccompProfile?: { readonly type?: string };
}

interface Container {
  readonly name: string;
  readonly securityContext?: SecurityContext;
  readonly env?: readonly { readonly name: string; readonly valueFrom?: { readonly secretKeyRef?: object } }[];
  readonly envFrom?: readonly { readonly secretRef?: object }[];
}

export interface PodSpec {
  readonly securityContext?: SecurityContext;
  readonly automountServiceAccountToken?: boolean;
  readonly hostNetwork?: boolean;
  readonly hostPID?: boolean;
  readonly hostIPC?: boolean;
  readonly containers: readonly Container[];
  readonly initContainers?: readonly Container[];
  readonly volumes?: readonly Readonly<Record<string, unknown>>[];
}

/** Volumes that the profile “restricted” allows. */
const VOLUMES = [
  'configMap',
  'csi',
  'downwardAPI',
  'emptyDir',
  'ephemeral',
  'persistentVolumeClaim',
  'projected',
  'secret',
];

/**
 * What keeps a pod from a namespace with restricted pod security (kubernetes.io, “Pod Security Standards”), and what is asked
 * for here besides: a root file system that is read only, no token of the API server, no secret in the environment.
 */
export function notRestricted(pod: PodSpec): string[] {
  const problems: string[] = [];
  const need = (holds: boolean | undefined, what: string) => holds || problems.push(what);
  need(!pod.hostNetwork && !pod.hostPID && !pod.hostIPC, 'it shares namespaces of its node');
  need(pod.automountServiceAccountToken === false, 'it has a token of the API server');
  for (const { name, ...kind } of pod.volumes ?? []) {
    need(
      Object.keys(kind).every((key) => VOLUMES.includes(key)),
      `volume ${name}`,
    );
  }
  for (const { name, securityContext: own = {}, env = [], envFrom = [] } of [
    ...pod.containers,
    ...(pod.initContainers ?? []),
  ]) {
    const all = { ...pod.securityContext, ...own };
    need(all.runAsNonRoot && all.runAsUser !== 0, `${name} may run as root`);
    need(all.seccompProfile?.type === 'RuntimeDefault', `${name} has no seccomp profile`);
    need(own.allowPrivilegeEscalation === false, `${name} may gain privileges`);
    need(own.readOnlyRootFilesystem, `${name} may write its root`);
    need(own.capabilities?.drop?.includes('ALL') && !own.capabilities.add, `${name} has capabilities`);
    need(!env.some(({ valueFrom }) => valueFrom?.secretKeyRef), `${name} has a secret in its environment`);
    need(!envFrom.some(({ secretRef }) => secretRef), `${name} has a secret in its environment`);
  }
  return problems;
}

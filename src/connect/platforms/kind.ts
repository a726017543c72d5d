import { webhookFlags } from '../webhook-flags.ts';
import { indented, KUBECONFIG_FILE, makeFiles, POLICY_FILE, type Target } from './platform.ts';

const FOLDER = '/etc/kubernetes/verbatim';

/** A cluster in containers has to be made anew: its nodes get files only when they are created. */
export function kindSteps(target: Target): string {
  const flags = webhookFlags({ policy: `${FOLDER}/${POLICY_FILE}`, kubeconfig: `${FOLDER}/${KUBECONFIG_FILE}` });
  return `${makeFiles(target)}
   The nodes are containers: for them 127.0.0.1 is not this machine. Give the address of the bridge as --server, such as
   http://172.18.0.1:7400 (docker network inspect kind), and let Verbatim listen there.

2. Put both files into ./verbatim and make the cluster with this kind.yaml (kind create cluster --config kind.yaml):

kind: Cluster
apiVersion: kind.x-k8s.io/v1alpha4
nodes:
  - role: control-plane
    extraMounts:
      - hostPath: ./verbatim
        containerPath: ${FOLDER}
        readOnly: true
    kubeadmConfigPatches:
      - |
        kind: ClusterConfiguration
        apiServer:
          extraArgs:
${indented(
  flags.map(({ name, value }) => `${name}: "${value}"`),
  12,
)}
          extraVolumes:
            - name: verbatim-audit
              hostPath: ${FOLDER}
              mountPath: ${FOLDER}
              readOnly: true
              pathType: Directory
`;
}

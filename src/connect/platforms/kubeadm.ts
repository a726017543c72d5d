import { argument, webhookFlags } from '../webhook-flags.ts';
import { indented, KUBECONFIG_FILE, makeFiles, POLICY_FILE, type Target } from './platform.ts';

const FOLDER = '/etc/kubernetes/verbatim';

/** The static pod of each control-plane node; of clusters that kubeadm made, and of all that keep its layout. */
export function kubeadmSteps(target: Target): string {
  const flags = webhookFlags({ policy: `${FOLDER}/${POLICY_FILE}`, kubeconfig: `${FOLDER}/${KUBECONFIG_FILE}` });
  return `${makeFiles(target)}

2. On every control-plane node, as root:
     install -d -m 0700 ${FOLDER}
     install -m 0600 ${KUBECONFIG_FILE} ${POLICY_FILE} ${FOLDER}/

3. There, in /etc/kubernetes/manifests/kube-apiserver.yaml, under spec.containers[0].command:
${indented(
  flags.map((flag) => `- ${argument(flag)}`),
  4,
)}
   under spec.containers[0].volumeMounts:
    - {name: verbatim-audit, mountPath: ${FOLDER}, readOnly: true}
   and under spec.volumes:
    - {name: verbatim-audit, hostPath: {path: ${FOLDER}, type: Directory}}

   The kubelet starts the API server again by itself; it reads both files only then. So that the next upgrade keeps this, put the
   same flags under apiServer.extraArgs and the folder under apiServer.extraVolumes of the ConfigMap kubeadm-config in kube-system.
`;
}

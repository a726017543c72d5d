import { webhookFlags } from '../webhook-flags.ts';
import { indented, KUBECONFIG_FILE, makeFiles, POLICY_FILE, type Target } from './platform.ts';

const FOLDER = '/var/lib/rancher/k3s/server/verbatim';

/** The API server is in the process of k3s, which sees the files of its node. */
export function k3sSteps(target: Target): string {
  const flags = webhookFlags({ policy: `${FOLDER}/${POLICY_FILE}`, kubeconfig: `${FOLDER}/${KUBECONFIG_FILE}` });
  return `${makeFiles(target)}

2. On every server node, as root:
     install -d -m 0700 ${FOLDER}
     install -m 0600 ${KUBECONFIG_FILE} ${POLICY_FILE} ${FOLDER}/

3. There, in /etc/rancher/k3s/config.yaml:
kube-apiserver-arg:
${indented(
  flags.map(({ name, value }) => `- "${name}=${value}"`),
  2,
)}

4. There: systemctl restart k3s
   For RKE2 the folders are /var/lib/rancher/rke2/server and /etc/rancher/rke2, and the unit is rke2-server; there the API server is
   a pod, so mount the folder: kube-apiserver-extra-mount: ["/var/lib/rancher/rke2/server/verbatim:/var/lib/rancher/rke2/server/verbatim:ro"]
`;
}

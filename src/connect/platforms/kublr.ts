import { argument, webhookFlags } from '../webhook-flags.ts';
import { indented, KUBECONFIG_FILE, makeFiles, POLICY_FILE, type Target } from './platform.ts';

const FOLDER = 'FOLDER';

/** The specification of the cluster: its agent writes the files and the flags on every master. */
export function kublrSteps(target: Target): string {
  const flags = webhookFlags({ policy: '', kubeconfig: `${FOLDER}/${KUBECONFIG_FILE}` });
  const own = flags.filter(({ name }) => name !== 'audit-policy-file');
  return `${makeFiles(target)}

2. In the specification of the cluster, the content of both files and the flags; Kublr sets --audit-policy-file itself. ${FOLDER} is
   where it has put the policy, as the running API server says:
     kubectl -n kube-system get pods -o yaml | grep -o -- '--audit-policy-file=[^ "]*'

spec:
  master:
    kublrAgentConfig:
      extensions:
        audit_policy:
          path: templates/cluster_config_dir/${POLICY_FILE}
          content: |
            # ${POLICY_FILE}
        audit_webhook:
          path: templates/cluster_config_dir/${KUBECONFIG_FILE}
          content: |
            # ${KUBECONFIG_FILE}
      kublr:
        kube_api_server_flag:
${indented(
  own.map((flag) => `${flag.name.replaceAll('-', '_')}: '${argument(flag)}'`),
  10,
)}

3. Update the cluster. The specification then holds the token: who may read it may deliver events for ${target.name}, and nothing else.
`;
}

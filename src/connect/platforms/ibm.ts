import { type Target, webhookAddress } from './platform.ts';

/** The API server at which the master reaches itself, and by its proxy services of the cluster. */
const MASTER = 'https://127.0.0.1:2040';
const SERVICE = '/api/v1/namespaces/verbatim/services/verbatim-audit-gateway/proxy';

/** IBM runs the masters: its command sets the webhook, and its two policies are the only ones. */
export function ibmSteps(target: Target): string {
  const { name } = target;
  return `IBM runs the masters of the cluster and sets kube-apiserver's flags itself; its command takes an address and certificates, but no token.
--policy is default or verbose (verbatim policy presets ibm-default, ibm-verbose). CLUSTER is the name that ibmcloud knows.

A. Verbatim outside of the cluster, reached by the masters. The credential is a client certificate (tls.client_certificates):
     ibmcloud ks cluster master audit-webhook set --cluster CLUSTER --policy default \\
       --remote-server ${webhookAddress(target)} \\
       --ca-cert "$(base64 -w0 ca.crt)" --client-cert "$(base64 -w0 ${name}.crt)" --client-key "$(base64 -w0 ${name}.key)"

B. Verbatim in the cluster, reached through konnectivity and the API server's own proxy. deploy/ibm-gateway holds a gateway that adds
   the token of the cluster, for the proxy passes no credential on; only konnectivity-agent may reach it. The certificates are those with
   which an administrator reaches the API server (ibmcloud ks cluster config --cluster CLUSTER --admin):
     ibmcloud ks cluster master audit-webhook set --cluster CLUSTER --policy default \\
       --remote-server ${MASTER}${SERVICE}/ingest/kubernetes/${name} \\
       --ca-cert CA_CERT --client-cert CLIENT_CERT --client-key CLIENT_KEY

Then, for either, which starts the masters again:
     ibmcloud ks cluster master audit-webhook get --cluster CLUSTER
     ibmcloud ks cluster master refresh --cluster CLUSTER
`;
}

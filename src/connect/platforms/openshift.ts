import { addCommand, KUBECONFIG_FILE, linesAddress, type Target } from './platform.ts';

/** What can be done differs by who runs the control plane. */
export function openshiftSteps(target: Target): string {
  const { name } = target;
  return `OpenShift does not let anybody set flags of its API servers, so there is no audit webhook on a cluster of your own: its operators
would take the flags back. Audit events come by forwarding or from files. Which events there are, spec.audit.profile of the
APIServer “cluster” says: Default, WriteRequestBodies, AllRequestBodies or None.

A. The cluster forwards (Red Hat OpenShift Logging 6). All four API servers and the nodes' own audit logs come this way, at least once.
   Make the credential; the token is under users[0].user.token of the file:
     ${addCommand(target)}
     oc -n openshift-logging create secret generic verbatim --from-literal=token=TOKEN --from-file=ca-bundle.crt=ca.crt
     oc -n openshift-logging create serviceaccount verbatim
     oc adm policy add-cluster-role-to-user collect-audit-logs -z verbatim -n openshift-logging
   and apply:

apiVersion: observability.openshift.io/v1
kind: ClusterLogForwarder
metadata: {name: verbatim, namespace: openshift-logging}
spec:
  serviceAccount: {name: verbatim}
  outputs:
    - name: verbatim
      type: http
      http:
        url: ${linesAddress(target)}
        method: POST
        authentication:
          token: {from: secret, secret: {name: verbatim, key: token}}
      tls:
        ca: {secretName: verbatim, key: ca-bundle.crt}
  pipelines:
    - name: audit
      inputRefs: [audit]
      outputRefs: [verbatim]

B. From files: let the source “file” follow /var/log/{kube,openshift,oauth}-apiserver and oauth-server on the control-plane nodes, or
   import what oc adm must-gather -- /usr/bin/gather_audit_logs brings:
     verbatim import must-gather.tar.gz --cluster ${name}

C. Hosted control planes have a webhook: HostedCluster spec.auditWebhook names a Secret whose key webhook-kubeconfig holds the file of
   cluster add. Its own documentation says that this is supported on IBM Cloud only; there, use --for ibm.
     oc -n clusters create secret generic verbatim-audit --from-file=webhook-kubeconfig=${KUBECONFIG_FILE}
     oc -n clusters patch hostedcluster NAME --type merge -p '{"spec":{"auditWebhook":{"name":"verbatim-audit"}}}'
`;
}

import type { ConnectAnswer } from '../../../../src/api/contract.ts';

export type Platform = ConnectAnswer['for'];

/** What a cluster may be made by. */
export const PLATFORMS: readonly { readonly value: Platform; readonly label: string; readonly text: string }[] = [
  {
    value: 'kubeadm',
    label: 'kubeadm',
    text: 'And all that keep its layout: static pods in /etc/kubernetes/manifests.',
  },
  { value: 'k3s', label: 'k3s, RKE2', text: 'One process, with a configuration of its own.' },
  { value: 'kind', label: 'kind', text: 'Clusters in containers, for trying things out.' },
  { value: 'openshift', label: 'OpenShift', text: 'By forwarding of logs, from files, or hosted control planes.' },
  { value: 'ibm', label: 'IBM Cloud', text: 'Kubernetes Service, whose masters IBM runs.' },
  { value: 'kublr', label: 'Kublr', text: 'By the specification of the cluster.' },
];

export function platformOf(text: string | undefined): Platform | undefined {
  return PLATFORMS.find(({ value }) => value === text)?.value;
}

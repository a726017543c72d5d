/** The annotation of an event whose bodies were left out because it was too large, as kube-apiserver writes it. */
export const TRUNCATED = 'audit.k8s.io/truncated';

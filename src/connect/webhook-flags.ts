/** A flag of kube-apiserver, without the leading dashes. */
export interface Flag {
  readonly name: string;
  readonly value: string;
  readonly why: string;
}

/** Where the two files lie on a control-plane node. */
export interface Files {
  readonly policy: string;
  readonly kubeconfig: string;
}

/**
 * What kube-apiserver is started with. What is left out is its default: batches of up to 400 events, 10 of them a second, and
 * five attempts. With a backoff of 30 s those last four minutes instead of 81 s. Events of more than 640 KiB are cut, so
 * that a batch of 400 of them stays below the 256 MiB that Verbatim takes.
 */
export function webhookFlags({ policy, kubeconfig }: Files): readonly Flag[] {
  return [
    { name: 'audit-policy-file', value: policy, why: 'what is recorded; without it, nothing' },
    { name: 'audit-webhook-config-file', value: kubeconfig, why: 'where to, and with which credential' },
    { name: 'audit-webhook-batch-max-wait', value: '5s', why: 'events come within seconds; unset it is 30' },
    {
      name: 'audit-webhook-batch-buffer-size',
      value: '100000',
      why: 'events that wait while Verbatim is away; unset it is 10,000',
    },
    {
      name: 'audit-webhook-initial-backoff',
      value: '30s',
      why: 'five attempts then last four minutes; unset they last 81 s',
    },
    { name: 'audit-webhook-truncate-enabled', value: 'true', why: 'cuts what would make a batch too large' },
    {
      name: 'audit-webhook-truncate-max-event-size',
      value: '655360',
      why: '640 KiB, so that 400 of them fit into the 256 MiB that Verbatim takes; unset it is 100 KiB',
    },
  ];
}

/** `--name=value`. */
export function argument({ name, value }: Flag): string {
  return `--${name}=${value}`;
}

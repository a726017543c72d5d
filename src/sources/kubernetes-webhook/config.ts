import Type, { type Static } from 'typebox';

const MiB = 1024 * 1024;

/** Configuration of the source `kubernetes-webhook`. */
export const KubernetesWebhookConfig = Type.Object(
  {
    max_body_bytes: Type.Integer({
      default: 256 * MiB,
      minimum: 1 * MiB,
      maximum: 1024 * MiB,
      description:
        'The largest body that is taken. kube-apiserver sends about 39 MiB with its truncation on, and more without; a larger body is answered 413.',
    }),
    max_bytes_in_flight: Type.Integer({
      default: 512 * MiB,
      minimum: 1 * MiB,
      description: 'Bytes that have arrived of all bodies under way. A request beyond is answered 503 and comes again.',
    }),
  },
  { default: {}, additionalProperties: false, description: 'Takes what kube-apiserver’s audit webhook posts.' },
);
export type KubernetesWebhookConfig = Static<typeof KubernetesWebhookConfig>;

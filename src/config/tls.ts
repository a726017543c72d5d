import Type, { type Static } from 'typebox';
import { CLUSTER_NAME_PATTERN, CLUSTER_NAME_RULE } from '../event/cluster-name.ts';

/** Which client certificate is a credential of which cluster. */
export const ClientCertificate = Type.Object(
  {
    cluster: Type.String({
      pattern: CLUSTER_NAME_PATTERN,
      description: `The cluster whose events it delivers. ${CLUSTER_NAME_RULE}`,
    }),
    common_name: Type.String({ minLength: 1, description: 'The CN of its subject.' }),
    organization: Type.Optional(Type.String({ minLength: 1, description: 'An O of its subject; without it, any.' })),
  },
  { additionalProperties: false },
);
export type ClientCertificate = Static<typeof ClientCertificate>;

export const TlsConfig = Type.Object(
  {
    cert_file: Type.String({
      minLength: 1,
      description: 'PEM: the certificate of the server, and after it those between it and its authority.',
    }),
    key_file: Type.String({ minLength: 1, description: 'PEM: the key of the certificate, without a passphrase.' }),
    ca_file: Type.Optional(
      Type.String({
        minLength: 1,
        description:
          'PEM: the authority that clients are to trust, where it is one of your own. `verbatim cluster add` writes it into the kubeconfig.',
      }),
    ),
    client_ca_file: Type.Optional(
      Type.String({
        minLength: 1,
        description:
          'PEM: the authorities that sign client certificates. Any of them can name any cluster, so use one that signs nothing else.',
      }),
    ),
    client_certificates: Type.Array(ClientCertificate, {
      default: [],
      description:
        'Client certificates that are credentials of clusters, as `{cluster, common_name, organization}`; the first that fits counts. They are signed by an authority in `client_ca_file`.',
    }),
    min_version: Type.Union([Type.Literal('TLS12'), Type.Literal('TLS13')], {
      default: 'TLS12',
      description: 'The oldest version of TLS that is spoken.',
    }),
  },
  {
    additionalProperties: false,
    description:
      'HTTPS instead of HTTP. The files are read again when they change, without a restart; a pair that cannot be used is logged, and the one before stays.',
  },
);
export type TlsConfig = Static<typeof TlsConfig>;

const { cert_file, key_file, min_version, client_certificates } = TlsConfig.properties;

/** TLS of a source that listens by itself. */
export const ListenerTlsConfig = Type.Object(
  {
    cert_file,
    key_file,
    client_ca_file: Type.Optional(
      Type.String({
        minLength: 1,
        description:
          'PEM: the authorities that sign client certificates. With it, a client has to show a certificate that one of them signed.',
      }),
    ),
    client_certificates,
    min_version,
  },
  {
    additionalProperties: false,
    description: 'The files are read again when they change, without a restart, as those of the server are.',
  },
);
export type ListenerTlsConfig = Static<typeof ListenerTlsConfig>;

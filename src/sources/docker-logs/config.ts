import Type, { type Static } from 'typebox';
import { CLUSTER_NAME_PATTERN } from '../../event/cluster-name.ts';
import { AUTO, FORMAT_CHOICES } from '../../event/format-names.ts';
import { MAX_EVENT_BYTES } from '../../event/limits.ts';

const KiB = 1024;
const MiB = 1024 * KiB;

const pem = (description: string) => Type.Optional(Type.String({ minLength: 1, description: `PEM: ${description}` }));

export const DockerTlsConfig = Type.Object(
  {
    ca_file: pem('the authority of the daemon’s certificate; without it, those that the system trusts.'),
    cert_file: pem('the certificate that the daemon knows Verbatim by.'),
    key_file: pem('the key of that certificate, without a passphrase.'),
    server_name: Type.Optional(
      Type.String({
        minLength: 1,
        description: 'The name in the daemon’s certificate, where it is another than that in `host`.',
      }),
    ),
  },
  {
    additionalProperties: false,
    description: 'How a daemon is reached by TLS. The files are read at each connection, so they can be renewed.',
  },
);
export type DockerTlsConfig = Static<typeof DockerTlsConfig>;

/** One entry of `sources.docker-logs`. */
export const DockerConfig = Type.Object(
  {
    id: Type.String({
      pattern: '^[a-z0-9][-a-z0-9._]{0,62}$',
      description:
        'The name of this entry, in `source` of its events and in metrics. Lower-case letters, digits, -, . and _.',
    }),
    cluster: Type.String({
      pattern: CLUSTER_NAME_PATTERN,
      description: 'The cluster that the events belong to. Lower-case letters, digits, - and ., at most 63.',
    }),
    host: Type.String({
      default: 'unix:///var/run/docker.sock',
      pattern: '^(unix:///|(tcp|https?)://[^/]+/?$)',
      description:
        'The daemon: `unix:///PATH`, or `tcp://HOST:PORT`, which is HTTPS where `tls` is there. Who reaches a daemon is root on its machine.',
    }),
    tls: Type.Optional(DockerTlsConfig),
    containers: Type.Array(Type.String({ minLength: 1 }), {
      default: ['ucp-controller'],
      minItems: 1,
      description: 'Names of containers; `*` and `?` stand for any characters and for one.',
    }),
    labels: Type.Array(Type.String({ minLength: 1 }), {
      default: [],
      description: 'Labels that a container must have too, all of them: `KEY` or `KEY=VALUE`.',
    }),
    node: Type.Optional(
      Type.String({
        minLength: 1,
        description: 'The node of the events; without it, the name that the daemon gives its machine (`GET /info`).',
      }),
    ),
    component: Type.Optional(
      Type.String({
        minLength: 1,
        description: 'What wrote the logs; without it, the name of the Swarm service, else that of the container.',
      }),
    ),
    format: Type.Enum(FORMAT_CHOICES, {
      default: AUTO,
      description:
        'The format of the lines. Without it, the content of each line tells. Set it only where a container writes text that would be read otherwise.',
    }),
    max_line_bytes: Type.Integer({
      default: 8 * MiB,
      minimum: KiB,
      maximum: MAX_EVENT_BYTES,
      description:
        'A longer line is kept whole in pieces of this size, each marked `too-large`. So much may be held of each container.',
    }),
  },
  { additionalProperties: false, description: 'One entry: containers of one daemon.' },
);
export type DockerConfig = Static<typeof DockerConfig>;

/** More daemons than anybody follows from one place. */
const MAX_ENTRIES = 1_000;

/** Configuration of the source `docker-logs`. */
export const DockerLogsConfig = Type.Refine(
  Type.Refine(
    Type.Array(DockerConfig, {
      default: [],
      maxItems: MAX_ENTRIES,
      description: 'Logs of containers that are followed by the Docker Engine’s API, through restarts of either side.',
    }),
    (entries) => repeatedId(entries) === undefined,
    (entries) => `two entries have the id ${repeatedId(entries)}`,
  ),
  (entries) => tlsProblem(entries) === undefined,
  (entries) => tlsProblem(entries) ?? '',
);
export type DockerLogsConfig = Static<typeof DockerLogsConfig>;

type Entries = readonly { readonly id?: string; readonly host?: string; readonly tls?: DockerTlsConfig }[];

function repeatedId(entries: Entries): string | undefined {
  return entries.map(({ id }) => id).find((id, i, ids) => id !== undefined && ids.indexOf(id) !== i);
}

function tlsProblem(entries: Entries): string | undefined {
  const half = entries.find(({ tls }) => (tls?.cert_file === undefined) !== (tls?.key_file === undefined));
  if (half) return `the entry ${half.id} needs both tls.cert_file and tls.key_file, or neither`;
  const plain = entries.find(({ host = '', tls }) => tls && !/^(tcp|https):/.test(host));
  return plain && `the entry ${plain.id} has tls, but its host is not tcp:// or https://`;
}

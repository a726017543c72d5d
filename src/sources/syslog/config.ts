import { isIPv4, isIPv6 } from 'node:net';
import Type, { type Static } from 'typebox';
import { HOST_AND_PORT_PATTERN, hostOf, isLoopback } from '../../config/address.ts';
import { DURATION } from '../../config/duration.ts';
import { ListenerTlsConfig } from '../../config/tls.ts';
import { CLUSTER_NAME_PATTERN, CLUSTER_NAME_RULE } from '../../event/cluster-name.ts';
import { AUTO, FORMAT_CHOICES } from '../../event/format-names.ts';
import { MAX_EVENT_BYTES } from '../../event/limits.ts';

const KiB = 1024;
const MiB = 1024 * KiB;

const Network = Type.Refine(
  Type.String(),
  (network) => networkOf(network) !== undefined,
  () => 'is no network; expected such as 10.0.0.0/8, 2001:db8::/32 or a single address',
);

const Listener = Type.Object(
  {
    id: Type.String({
      pattern: '^[a-z0-9][-a-z0-9._]{0,62}$',
      description:
        'The name of this listener, in `source` of its events and in metrics. Lower-case letters, digits, -, . and _.',
    }),
    listen: Type.String({
      pattern: `^(udp|tcp|tls)://${HOST_AND_PORT_PATTERN}$`,
      description:
        'udp://HOST:PORT, tcp://HOST:PORT or tls://HOST:PORT; an IPv6 address stands in brackets. Port 0 takes a free one.',
    }),
    cluster: Type.Optional(
      Type.String({
        pattern: CLUSTER_NAME_PATTERN,
        description: `The cluster that the events belong to, where no certificate in \`tls.client_certificates\` says another. ${CLUSTER_NAME_RULE}`,
      }),
    ),
    platform: Type.Optional(
      Type.String({
        pattern: '^[a-z][-a-z0-9]{0,62}$',
        description:
          'The platform of messages whose content does not tell it, such as `ibm` for the logs of its worker nodes. Without it, `syslog`, or `kubernetes` for what cannot be read.',
      }),
    ),
    format: Type.Enum(FORMAT_CHOICES, {
      default: AUTO,
      description:
        'The format of the messages. Without it, the content of each tells. Set it only where messages would be read as something else.',
    }),
    allow: Type.Array(Network, {
      default: [],
      description: 'Addresses and networks that may send, such as 10.0.0.0/8; without any, all may.',
    }),
    insecure: Type.Boolean({
      default: false,
      description:
        'Whether udp:// and tcp:// may listen at an address that other machines reach. Messages then cross the network readable, and anybody there can send some.',
    }),
    tls: Type.Optional(ListenerTlsConfig),
    max_message_bytes: Type.Integer({
      default: 256 * KiB,
      minimum: KiB,
      maximum: MAX_EVENT_BYTES,
      description:
        'A longer message over TCP or TLS is kept whole in pieces of this size, each marked `too-large`. A connection may hold so much memory.',
    }),
    max_connections: Type.Integer({
      default: 1_000,
      minimum: 1,
      maximum: 100_000,
      description: 'Open connections of tcp:// and tls://; one more is closed at once.',
    }),
    idle_timeout: Type.String({
      default: '1d',
      pattern: DURATION,
      description:
        'A connection on which nothing comes for so long is closed. Some senders notice only by losing a message, so it is long; peers that are gone are found by keep-alive.',
    }),
    queue_bytes: Type.Integer({
      default: 32 * MiB,
      minimum: MiB,
      maximum: 1_024 * MiB,
      description: 'Bytes of udp:// that wait for the journal; what comes beyond is lost and counted.',
    }),
    receive_buffer_bytes: Type.Integer({
      default: 8 * MiB,
      minimum: 64 * KiB,
      maximum: 1_024 * MiB,
      description:
        'What the kernel keeps for udp:// while the process is busy. Linux gives at most `net.core.rmem_max`; less than is asked for is logged.',
    }),
  },
  { additionalProperties: false, description: 'One entry: a listener.' },
);
type Listener = Static<typeof Listener>;

/** What keys of one listener cannot say alone. What is wrong, if anything. */
const RULES: readonly ((listener: Listener) => string | false)[] = [
  ({ listen, insecure }) =>
    !listen.startsWith('tls:') &&
    !insecure &&
    !isLoopback(hostOf(withoutScheme(listen))) &&
    `${listen} is reached from other machines, and without TLS messages would cross the network readable; use tls://, listen on 127.0.0.1, or say insecure: true where the network itself is protected`,
  ({ listen, tls }) => listen.startsWith('tls:') && !tls && `${listen} needs tls.cert_file and tls.key_file`,
  ({ listen, tls }) => !listen.startsWith('tls:') && tls !== undefined && `${listen} has no TLS; listen at tls://`,
  ({ tls }) =>
    (tls?.client_certificates.length ?? 0) > 0 &&
    tls?.client_ca_file === undefined &&
    'without tls.client_ca_file no client certificate can be checked; name the authority that signs them',
  ({ cluster, tls }) =>
    cluster === undefined &&
    (tls?.client_certificates.length ?? 0) === 0 &&
    'whose events these are is not known: it has no cluster, and no tls.client_certificates that name some',
];

const Checked = RULES.reduce<typeof Listener>(
  (schema, rule) =>
    Type.Refine(
      schema,
      (listener) => !isReadable(listener) || !rule(listener),
      (listener) => String(rule(listener)),
    ),
  Listener,
);

/** More than anybody needs; each has a socket of its own. */
const MAX_LISTENERS = 1_000;

/** Configuration of the source `syslog`. */
export const SyslogConfig = Type.Refine(
  Type.Array(Checked, {
    default: [],
    maxItems: MAX_LISTENERS,
    description: 'Where syslog is listened for: UDP, TCP and TLS, RFC 5424 and RFC 3164.',
  }),
  (entries) => repeatedId(entries) === undefined,
  (entries) => `two entries have the id ${repeatedId(entries)}`,
);
export type SyslogConfig = Static<typeof SyslogConfig>;
export type ListenerConfig = SyslogConfig[number];

/** HOST:PORT of a listener's URL. */
export function withoutScheme(listen: string): string {
  return listen.slice(listen.indexOf('//') + 2);
}

/** A network or a single address; `undefined` if it is none. */
export function networkOf(text: string): { address: string; prefix: number; family: 'ipv4' | 'ipv6' } | undefined {
  const [, address = '', digits] = /^([^/%]+)(?:\/(\d{1,3}))?$/.exec(text) ?? [];
  const bits = isIPv4(address) ? 32 : isIPv6(address) ? 128 : undefined;
  if (bits === undefined) return undefined;
  const prefix = digits === undefined ? bits : Number(digits);
  return prefix > bits ? undefined : { address, prefix, family: bits === 32 ? 'ipv4' : 'ipv6' };
}

/** Rules are asked although keys may be wrong already, which is told for itself. */
function isReadable({ listen, tls }: Partial<Listener>): boolean {
  return typeof listen === 'string' && (tls === undefined || Array.isArray(tls.client_certificates));
}

function repeatedId(entries: readonly { readonly id?: string }[]): string | undefined {
  return entries.map(({ id }) => id).find((id, i, ids) => id !== undefined && ids.indexOf(id) !== i);
}

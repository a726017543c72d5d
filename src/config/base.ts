import Type, { type Static } from 'typebox';
import { HOST_AND_PORT_PATTERN, IPV6_PATTERN as IPV6, PORT_PATTERN as PORT } from './address.ts';
import { DURATION } from './duration.ts';

const MiB = 1024 * 1024;
const GiB = 1024 * MiB;

/** How much a store keeps. */
const STORE_LIMITS = {
  time: Type.Optional(
    Type.String({
      pattern: DURATION,
      description:
        'How long events can be searched after they were received: a whole number and m, h, d or w, such as 90d. Without it, for ever.',
    }),
  ),
  bytes: Type.Optional(
    Type.Integer({
      minimum: MiB,
      description:
        'The oldest events are removed while all take more than this on the disk; about a tenth more goes, so that it is not done all the time.',
    }),
  ),
};

/** Where Verbatim listens and keeps its data. */
export const ServerConfig = {
  listen: Type.String({
    default: '127.0.0.1:7400',
    pattern: `^${HOST_AND_PORT_PATTERN}$`,
    description: 'HOST:PORT of the HTTP server; an IPv6 address stands in brackets. Port 0 takes a free one.',
  }),
  insecure: Type.Boolean({
    default: false,
    description:
      'Whether `listen` may be an address that other machines reach although there is no `tls`. Tokens and events then cross the network readable.',
  }),
  external_url: Type.Optional(
    Type.String({
      pattern: `^https?://(${IPV6}|[^\\s/?#@:\\[\\]]+)(:${PORT})?(/[^\\s?#]*)?$`,
      description:
        'Where others reach this server: http(s)://HOST:PORT, and a path where a proxy serves it below one. `verbatim cluster add` writes it into the kubeconfig.',
    }),
  ),
  data: Type.String({
    default: './data',
    minLength: 1,
    description: 'The directory that holds journal/, store/ and admin.token. It belongs to one process.',
  }),
};

export const HttpConfig = Type.Object(
  {
    max_connections: Type.Integer({
      default: 16_384,
      minimum: 16,
      maximum: 1_000_000,
      description:
        'Open connections; one more is answered 503. An idle one takes about 10 kB of memory and one open file: the limit of open files of the process lowers this number.',
    }),
  },
  { default: {}, additionalProperties: false, description: 'The HTTP server.' },
);

export const SessionsConfig = Type.Object(
  {
    idle: Type.String({
      default: '12h',
      pattern: DURATION,
      description:
        'A session ends when nothing was asked with it for so long: a whole number and m, h, d or w. As long as a working day, so that a page may stay open.',
    }),
    max_age: Type.String({
      default: '7d',
      pattern: DURATION,
      description:
        'A session ends so long after signing in, however it is used; with its token where that ends before.',
    }),
  },
  { default: {}, additionalProperties: false, description: 'Who is signed in with a browser.' },
);

export const LogConfig = Type.Object(
  {
    level: Type.Union([Type.Literal('debug'), Type.Literal('info'), Type.Literal('warn'), Type.Literal('error')], {
      default: 'info',
      description: 'The least severe messages that are written.',
    }),
  },
  { default: {}, additionalProperties: false, description: 'Logs are JSON lines on stderr.' },
);

export const AuditConfig = Type.Object(
  {
    searches: Type.Boolean({
      default: true,
      description:
        'Whether each question is recorded: who asked what, and how many events they got. What changes anything is recorded always.',
    }),
  },
  {
    default: {},
    additionalProperties: false,
    description: 'What Verbatim records of itself, as events of the cluster `verbatim`.',
  },
);

export const JournalConfig = Type.Object(
  {
    segment_bytes: Type.Integer({
      default: 64 * MiB,
      minimum: MiB,
      maximum: GiB,
      description: 'A file of the journal is closed at this size and the next is begun.',
    }),
    max_pending_bytes: Type.Integer({
      default: 64 * MiB,
      minimum: 8 * MiB,
      description: 'Bytes that may wait to be written; beyond that, senders are pushed back.',
    }),
    max_bytes: Type.Optional(
      Type.Integer({
        minimum: 64 * MiB,
        description:
          'The disk quota of the journal. Once it is reached, senders are pushed back; nothing is deleted. Without it, only the disk is the limit.',
      }),
    ),
    compress: Type.Boolean({
      default: true,
      description:
        'Whether files of the journal are compressed once they are closed, in the background. They then take about a tenth.',
    }),
    retention: Type.Object(
      {
        time: Type.Optional(
          Type.String({
            pattern: DURATION,
            description:
              'How long events are kept after they were received: a whole number and m, h, d or w, such as 400d. Whole files are removed, when all in them are older. Without it, for ever.',
          }),
        ),
        bytes: Type.Optional(
          Type.Integer({
            minimum: 64 * MiB,
            description:
              'The oldest files are removed while the journal takes more than this on the disk. Below max_bytes, so that senders are not pushed back first.',
          }),
        ),
      },
      {
        default: {},
        additionalProperties: false,
        description:
          'What may be removed from the record. Nothing that a consumer has not handled is removed. Without these keys, everything is kept.',
      },
    ),
  },
  { default: {}, additionalProperties: false, description: 'The durable record.' },
);

export const StoreConfig = Type.Object(
  {
    url: Type.Optional(
      Type.String({
        pattern: `^https?://(${IPV6}|[^\\s/?#@:\\[\\]]+)(:${PORT})?/?$`,
        description:
          'A ClickHouse server: http://HOST:PORT or https://HOST:PORT, without path, query, user and password. Without it, the store is in this process.',
      }),
    ),
    database: Type.String({ default: 'verbatim', minLength: 1, description: 'The database on that server.' }),
    username: Type.String({ default: 'default', description: 'The user on that server.' }),
    password: Type.Optional(Type.String({ description: 'The password on that server; better in password_file.' })),
    password_file: Type.Optional(Type.String({ description: 'A file that holds the password and nothing else.' })),
    memory_bytes: Type.Integer({
      default: 768 * MiB,
      minimum: 256 * MiB,
      description:
        'Memory that the store in this process may use. The process takes up to 450 MiB more; a single question may have three quarters of this.',
    }),
    retention: Type.Object(
      {
        ...STORE_LIMITS,
        clusters: Type.Record(Type.String(), Type.Object(STORE_LIMITS, { additionalProperties: false }), {
          default: {},
          description:
            'Clusters by name, each with time and bytes of its own: its time takes the place of the one above, its bytes are a bound besides.',
        }),
      },
      {
        default: {},
        additionalProperties: false,
        description:
          'What can be searched. What is removed here is still in the journal, until that is removed too; it is not loaded again.',
      },
    ),
  },
  { default: {}, additionalProperties: false, description: 'What is searched. It can be rebuilt from the journal.' },
);
export type StoreConfig = Static<typeof StoreConfig>;

export const RedactionConfig = Type.Object(
  {
    enabled: Type.Boolean({
      default: true,
      description:
        'Whether secrets are taken out of events before they are kept: bodies of Secrets and tokens, keys, passwords, bearer tokens, arguments of commands.',
    }),
    replace_with: Type.Union([Type.Literal('hash'), Type.Literal('nothing')], {
      default: 'hash',
      description:
        'What stands in their place: a hash under a key of this server (`redaction.key` in the data directory), so that equal secrets of a cluster can be seen to be equal, or nothing but a mark.',
    }),
    command_arguments: Type.Union([Type.Literal('secret'), Type.Literal('all')], {
      default: 'secret',
      description:
        'Which arguments of commands that are run in containers are taken out of the address of the request: those that tell of a secret, or all. The program itself stays.',
    }),
  },
  { default: {}, additionalProperties: false, description: 'What must not be kept never touches the disk.' },
);

export const TruncateConfig = Type.Object(
  {
    max_event_bytes: Type.Optional(
      Type.Integer({
        minimum: 4_096,
        description:
          'A larger event is kept without the bodies of its request and answer, marked as kube-apiserver does. Without it, all are kept whole.',
      }),
    ),
  },
  { default: {}, additionalProperties: false, description: 'How large the events are that are kept whole.' },
);

export const DedupeConfig = Type.Object(
  {
    window: Type.Integer({
      default: 1_000_000,
      minimum: 1_000,
      maximum: 50_000_000,
      description:
        'How many of the last events are remembered, so that one delivered twice is stored once. A repetition comes within four minutes; one API server sends at most 4,000 events a second. 32 to 128 bytes of memory each.',
    }),
  },
  { default: {}, additionalProperties: false, description: 'Delivered twice, seen once.' },
);

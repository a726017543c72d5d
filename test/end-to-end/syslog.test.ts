import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parseSyslog } from '../../src/decode/syslog/parse-message.ts';
import { type Api, apiOf } from '../support/api.ts';
import { sortedLines } from '../support/events.ts';
import { type Server, startServer } from '../support/server.ts';
import { counted, line, sendDatagrams, sendStream, syslogPort } from '../support/syslog.ts';
import { temporaryDirectory } from '../support/temporary.ts';
import { until } from '../support/until.ts';

const folder = await temporaryDirectory();
const ORACLES = new URL('../../../shared/oracles/', import.meta.url);

const WAYS = ['udp', 'counted', 'lines'] as const;
type Way = (typeof WAYS)[number];
const SETS = ['own', 'oracles', 'again', 'addresses'] as const;

/** A listener for each way and set, each with a cluster of its own. */
const syslog = SETS.flatMap((set) =>
  WAYS.map((way) => ({
    id: `${set}-${way}`,
    cluster: `${set}-${way}`,
    listen: `${way === 'udp' ? 'udp' : 'tcp'}://127.0.0.1:0`,
  })),
);

let server: Server;
let api: Api;

beforeAll(async () => {
  server = await startServer({ data: join(folder, 'data'), config: { sources: { syslog } } });
  api = apiOf(server);
});
afterAll(async () => {
  expect((await server.end()).code).toBe(0);
});

/** Sends messages one way, a stream in pieces of a size; resolves when all are searchable. */
async function send(id: string, way: Way, messages: readonly Buffer[], size?: number): Promise<void> {
  const port = syslogPort(server, id);
  const before = await taken(id);
  if (way === 'udp') {
    await sendDatagrams(port, messages);
    await until('all is read', async () => (await taken(id)) === before + messages.length);
  } else {
    await sendStream(port, Buffer.concat(messages.map(way === 'counted' ? counted : line)), size);
  }
  await until('all is durable', async () => (await metric('verbatim_syslog_held_bytes', `source="${id}"`)) === 0);
  await api.loaded();
}

async function metric(name: string, labels: string): Promise<number> {
  const text = await (await api.request('/metrics')).text();
  return Number(new RegExp(`^${name}\\{${labels}\\} (\\S+)$`, 'm').exec(text)?.[1] ?? 0);
}

const taken = (id: string) => metric('verbatim_syslog_messages_total', `source="${id}"`);

const UAA =
  "[2026-03-01 03:12:45.833] uaa - 7777 [exec-2] ....  INFO --- Audit: UserAuthenticationSuccess ('ann'): principal=5b1f, origin=[remoteAddress=203.0.113.7, clientId=pks_cli], identityZoneId=[uaa]";
const KUBERNETES =
  '{"kind":"Event","apiVersion":"audit.k8s.io/v1","level":"Metadata","auditID":"7f1c","stage":"ResponseComplete","requestURI":"/api/v1/namespaces/prod/secrets/db","verb":"delete","user":{"username":"ann"},"objectRef":{"resource":"secrets","namespace":"prod","name":"db","apiVersion":"v1"},"requestReceivedTimestamp":"2026-03-01T03:12:50.000000Z","stageTimestamp":"2026-03-01T03:12:50.100000Z"}';
const PKS = [
  "2026-03-01 03:12:55.897  INFO 7594 --- [exec-7] io.pivotal.pks.cluster.ClusterService    : Action 'create-cluster' by user 'ann', cluster name: 'red', plan name: 'small'. Details: class ClusterParameters {",
  '         kubernetesMasterHost: red.example.com',
  '         kubernetesMasterPort: 8443',
  '}',
];

/** What is sent, and what one finds. */
const MESSAGES: readonly (readonly [message: string, item: object])[] = [
  [
    '<30>1 2026-03-01T03:12:45.123456Z worker-0 kubelet 812 - - Deleted pod prod/shop-1',
    { node: 'worker-0', component: 'kubelet', event: { message: 'Deleted pod prod/shop-1' } },
  ],
  [
    '<86>Mar  1 03:12:46 worker-1 sshd[77]: Accepted publickey for ann',
    { node: 'worker-1', component: 'sshd', event: { message: 'Accepted publickey for ann' } },
  ],
  [
    '<14>1 2026-03-01T03:12:47Z - cron - - - no host',
    { node: '127.0.0.1', component: 'cron', event: { message: 'no host' } },
  ],
  [
    `Mar 01 03:12:48 10.0.10.10 uaa/rs2: ${UAA}`,
    { node: '10.0.10.10', platform: 'pks', component: 'uaa', actor: 'ann', event: { verb: 'login' } },
  ],
  [
    `<110>1 2026-03-01T03:12:50.2Z master-0 kube-apiserver - - - ${KUBERNETES}`,
    { node: 'master-0', actor: 'ann', event: { auditID: '7f1c', verb: 'delete' } },
  ],
  ['<1>1 malformed', { node: '127.0.0.1', quarantine: { reason: 'malformed-syslog' } }],
];

describe.each(WAYS)('over %s', (way) => {
  test('messages become what they are, behind their headers', async () => {
    const id = `own-${way}`;
    const lines = PKS.map((text) => `<13>1 2026-03-01T03:12:55Z pks-0 pks-api 7594 - - ${text}`);
    const messages = [...MESSAGES.map(([message]) => message), ...lines];
    // Every byte of a stream in a piece of its own.
    await send(
      id,
      way,
      messages.map((text) => Buffer.from(text)),
      1,
    );
    const items = await api.items({ cluster: id });
    for (const [, item] of MESSAGES) expect(items).toContainEqual(expect.objectContaining(deep(item)));
    const pks = {
      platform: 'pks',
      node: 'pks-0',
      actor: 'ann',
      event: { verb: 'create', objectRef: { resource: 'clusters', name: 'red' } },
    };
    expect(items).toContainEqual(expect.objectContaining(deep(pks)));
    expect(items).toHaveLength(MESSAGES.length + 1);
    expect(new Set(items.map(({ source }) => source))).toEqual(new Set([id]));
    expect(sortedLines(await api.raw({ cluster: id }))).toEqual([...messages].sort());
  });

  test('what is sent again is kept once, unless nothing says when it was written', async () => {
    const id = `again-${way}`;
    const timed = ['<30>1 2026-03-01T03:12:45Z a b - - - c', '<30>Mar  1 03:12:45 a b: c'];
    const timeless = ['<30>1 - a b - - - c', '<1>1 malformed'];
    const messages = [...timed, ...timeless].map((text) => Buffer.from(text));
    await send(id, way, messages);
    await send(id, way, messages);
    expect(sortedLines(await api.raw({ cluster: id }))).toEqual([...timed, ...timeless, ...timeless].sort());
  });

  const names = ['syslog-rfc5424.jsonl', 'syslog-rfc3164.jsonl'];
  const isThere = names.every((name) => existsSync(new URL(name, ORACLES)));
  if (!isThere) console.warn(`skipped: there are no cases in ${ORACLES.pathname}`);
  test.skipIf(!isThere)('what a reference parser reads is read, and what it refuses is kept and marked', async () => {
    const id = `oracles-${way}`;
    const cases = names
      .flatMap((name) => readFileSync(new URL(name, ORACLES), 'utf8').trim().split('\n'))
      .map((text) => {
        const { input_latin1, valid } = JSON.parse(text) as { input_latin1: string; valid: boolean };
        return { raw: Buffer.from(input_latin1, 'latin1'), valid };
      });
    await send(
      id,
      way,
      cases.map(({ raw }) => raw),
      7,
    );
    const items = await api.items({ cluster: id });
    const bad = items.filter(({ quarantine }) => quarantine);
    const good = items.filter(({ quarantine }) => !quarantine);

    // Lines cannot hold line feeds, so such a message comes in parts; nor can they be empty.
    const parts = cases.flatMap(({ raw, valid }) =>
      way === 'lines' && (raw.length === 0 || raw.includes('\n'))
        ? raw
            .toString('latin1')
            .split('\n')
            .filter(Boolean)
            .map((text) => partOf(Buffer.from(text, 'latin1')))
        : [{ raw, valid }],
    );
    expect(sortedLines(await api.raw({ cluster: id }))).toEqual(
      parts
        .map(({ raw }) => raw.toString('latin1'))
        .flatMap((text) => text.split('\n'))
        .filter(Boolean)
        .sort(),
    );
    expect({ good: good.length, bad: bad.length }).toEqual({
      good: parts.filter(({ valid }) => valid).length,
      bad: parts.filter(({ valid }) => !valid).length,
    });
    expect(bad.every(({ node }) => node === '127.0.0.1')).toBe(true);
    for (const { raw } of parts.filter(({ valid }) => valid)) {
      const read = parseSyslog(raw.toString('utf8'), new Date().toISOString());
      if (read.problem !== undefined) throw new Error(read.problem);
      const { host = '127.0.0.1', program = '', time, message } = read;
      expect(good).toContainEqual(
        expect.objectContaining(
          deep({ node: host, component: program, event: { message, ...(time && { requestReceivedTimestamp: time }) } }),
        ),
      );
    }
  });
});

/** Of a part of a message, the parser says what it is: the reference knows only the whole. */
function partOf(raw: Buffer): { raw: Buffer; valid: boolean } {
  return { raw, valid: parseSyslog(raw.toString('utf8'), new Date().toISOString()).problem === undefined };
}

test('the same words from two addresses are two messages', async () => {
  const id = 'addresses-udp';
  const message = Buffer.from('<30>Mar  1 03:12:45 su: denied');
  await sendDatagrams(syslogPort(server, id), [message, message]);
  await sendDatagrams(syslogPort(server, id), [message], '127.0.0.2');
  await until('all is read', async () => (await taken(id)) === 3);
  await until('it is there', async () => {
    await api.loaded();
    return (await api.count({ cluster: id })) >= 2;
  });
  expect((await api.items({ cluster: id })).map(({ node }) => node).sort()).toEqual(['127.0.0.1', '127.0.0.2']);
});

const countsDrops = existsSync('/proc/net/udp');
if (!countsDrops) console.warn('skipped: this system does not say what its kernel drops');
test.skipIf(!countsDrops)('each datagram is read, lost and counted, or dropped by the kernel and counted', async () => {
  const id = 'addresses-udp';
  const drops = () => metric('verbatim_syslog_udp_kernel_drops_total', `source="${id}"`);
  const lost = () => metric('verbatim_syslog_lost_total', `source="${id}",reason="queue_full"`);
  const all = async () => (await taken(id)) + (await drops()) + (await lost());
  const before = await all();
  const count = 3_000;
  process.kill(server.pid, 'SIGSTOP');
  try {
    const piece = (n: number) => Buffer.from(`<30>1 2026-03-01T03:12:45Z h p - - - ${n} ${'x'.repeat(8_000)}`);
    await sendDatagrams(
      syslogPort(server, id),
      Array.from({ length: count }, (_, n) => piece(n)),
    );
  } finally {
    process.kill(server.pid, 'SIGCONT');
  }
  await until('all is accounted for', async () => (await all()) === before + count);
  // They are more than the buffer holds.
  expect(await drops()).toBeGreaterThan(0);
});

test('it is ready when it listens', async () => {
  const answer = await (await api.request('/readyz?part=syslog')).json();
  expect(answer).toEqual({ status: 'ready', parts: [{ part: 'syslog', ready: true }] });
});

/** An object of which only the named keys are compared, at any depth. */
function deep(value: object): object {
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [
      key,
      typeof inner === 'object' && inner !== null ? expect.objectContaining(deep(inner)) : inner,
    ]),
  );
}

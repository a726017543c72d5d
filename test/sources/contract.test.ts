import { once } from 'node:events';
import { appendFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import Fastify from 'fastify';
import { Value } from 'typebox/value';
import { afterAll, describe, expect, test } from 'vitest';
import { IngestAnswer, IngestLinesQuery } from '../../src/api/contract.ts';
import { createAssembler } from '../../src/decode/assemble.ts';
import { VerbatimError } from '../../src/errors.ts';
import type { FileStatus } from '../../src/sources/file/observer.ts';
import type { Intake, Receipt, Sender } from '../../src/sources/intake.ts';
import { createSources, SOURCES, SourcesConfig } from '../../src/sources/registry.ts';
import { createDockerEngine } from '../support/docker-engine/engine.ts';
import { temporaryDirectory } from '../support/temporary.ts';
import { until } from '../support/until.ts';

/** What every source does: hands over what it receives as it is, and acknowledges it only when that is durable. */

const TEXT = '{"auditID":"1","stage":"Panic","verb":"get","requestURI":"/","user":{}}\n';
const LINE_END = Buffer.from('\n');
const RECEIPT: Receipt = { received: 1, stored: 1, duplicates: 0, quarantined: 0 };
/** Long enough that one who does not wait would have acknowledged. */
const A_WHILE_MS = 100;

const folder = await temporaryDirectory();
let files = 0;

/** An intake that does with each delivery what it is told. */
function intakeThat(answer: () => Promise<void>) {
  const brought: { sender: Sender; text: string }[] = [];
  async function take(sender: Sender, bytes: Uint8Array): Promise<Receipt> {
    brought.push({ sender, text: Buffer.from(bytes).toString() });
    await answer();
    return RECEIPT;
  }
  const intake: Intake = {
    body: take,
    entries: (sender, entries) => take(sender, Buffer.concat(entries.flatMap(({ raw }) => [raw, LINE_END]))),
    lines: async (sender, pieces) => {
      const all = [];
      for await (const piece of pieces) all.push(piece);
      return take(sender, Buffer.concat(all));
    },
    stretch: async (sender, stretch) => {
      const taken = { bytes: stretch.bytes.length, inLongLine: false };
      stretch.origin(taken);
      return { receipt: await take(sender, stretch.bytes), taken };
    },
  };
  return { intake, brought };
}

interface Running {
  /** Sends the text; resolves with whether it was acknowledged, which may take until it was brought again. */
  send(): Promise<boolean>;
}

type Run = (intake: Intake) => Promise<Running>;

/** A server with the sources and nothing else, or a source that follows something. */
async function running(
  intake: Intake,
  sourcesConfig: object = {},
): Promise<{ url: string; unread: () => number; dockerBytes: () => number; syslogPort: () => number }> {
  const config = Value.Default(SourcesConfig, sourcesConfig) as SourcesConfig;
  let status: () => readonly FileStatus[] = () => [];
  let dockerBytes = 0;
  let syslog = '';
  const ignore = () => {};
  const sources = createSources(config, {
    intake,
    gate: { cluster: ignore, clusterOrAdmin: () => 'cluster' },
    searchable: async () => {},
    linesSchema: { querystring: IngestLinesQuery, response: IngestAnswer },
    memory: () => ({ saved: {}, async *since() {}, mark: () => 1, save: async () => {} }),
    createAssembler,
    openTls: () => Promise.reject(new Error('Nothing here has TLS.')),
    log: {
      debug: ignore,
      info: (values) => {
        if ('syslog' in values) syslog = String(values.syslog);
      },
      warn: ignore,
      error: ignore,
    },
    fileMetrics: {
      read: ignore,
      failed: ignore,
      pushedBack: ignore,
      lost: ignore,
      status: (ask) => {
        status = ask;
      },
    },
    dockerMetrics: {
      read: (_entry, bytes) => {
        dockerBytes += bytes;
      },
      failed: ignore,
      gap: ignore,
      pushedBack: ignore,
      status: ignore,
    },
    syslogMetrics: {
      opened: ignore,
      received: ignore,
      flawed: ignore,
      refused: ignore,
      lost: ignore,
      pushedBack: ignore,
      status: ignore,
    },
  });
  const app = Fastify();
  app.setErrorHandler((error, _request, reply) =>
    reply.code(error instanceof VerbatimError ? error.status : 500).send(),
  );
  for (const { routes } of sources) if (routes) await app.register(routes);
  const url = await app.listen({ host: '127.0.0.1', port: 0 });
  for (const source of sources) await source.start?.();
  afterAll(async () => {
    for (const source of sources) await source.stop?.();
    await app.close();
  });
  return {
    url,
    unread: () => status()[0]?.unreadBytes ?? 0,
    dockerBytes: () => dockerBytes,
    syslogPort: () => Number(new URL(syslog).port),
  };
}

const posts =
  (path: string): Run =>
  async (intake) => {
    const { url } = await running(intake);
    return { send: async () => (await fetch(`${url}${path}`, { method: 'POST', body: TEXT })).ok };
  };

const RUNS: Readonly<Record<keyof typeof SOURCES, Run>> = {
  'docker-logs': async (intake) => {
    const dir = join(folder, `docker-${files++}`);
    const socket = join(dir, 'docker.sock');
    const engine = createDockerEngine({ dir });
    await engine.listen({ path: socket });
    afterAll(() => engine.kill());
    const entry = { id: 'test', cluster: 'prod', host: `unix://${socket}` };
    const { dockerBytes } = await running(intake, { 'docker-logs': [entry] });
    return {
      send: async () => {
        const log = engine.log(engine.create('ucp-controller'));
        log.write('stdout', TEXT, BigInt(Date.now()) * 1_000_000n);
        await until('the log is read', () => dockerBytes() > 0);
        return true;
      },
    };
  },
  file: async (intake) => {
    const path = join(folder, `${files++}.log`);
    const { unread } = await running(intake, { file: [{ id: 'test', cluster: 'prod', paths: [path] }] });
    let size = 0;
    return {
      send: async () => {
        if (size === 0) await appendFile(path, TEXT);
        size = TEXT.length;
        await until('the file is seen', () => unread() > 0);
        await until('the file is read', () => unread() === 0);
        return true;
      },
    };
  },
  'kubernetes-webhook': posts('/ingest/kubernetes/prod'),
  lines: posts('/ingest/lines/prod'),
  syslog: async (intake) => {
    const entry = { id: 'test', cluster: 'prod', listen: 'tcp://127.0.0.1:0' };
    const { syslogPort } = await running(intake, { syslog: [entry] });
    return {
      send: async () => {
        // Nothing is acknowledged in syslog: a connection is read on, here to its end, when what it brought is durable.
        const socket = connect(syslogPort(), '127.0.0.1').end(TEXT).resume();
        await once(socket, 'end');
        return true;
      },
    };
  },
};

test('every source is here', () => {
  expect(Object.keys(RUNS).sort()).toEqual(Object.keys(SOURCES).sort());
});

describe.each(Object.entries(RUNS))('%s', (type, run) => {
  test('hands over what it receives, and whose it is', async () => {
    const { intake, brought } = intakeThat(async () => {});
    expect(await (await run(intake)).send()).toBe(true);
    expect(brought).toMatchObject([{ text: TEXT, sender: { cluster: 'prod', type } }]);
  });

  test('acknowledges only when it is durable', async () => {
    let durable = () => {};
    const { intake, brought } = intakeThat(() => new Promise((resolve) => (durable = resolve)));
    let isAcknowledged = false;
    const sent = (await run(intake)).send().then(() => {
      isAcknowledged = true;
    });
    await until('it is brought', () => brought.length > 0);
    await sleep(A_WHILE_MS);
    expect(isAcknowledged).toBe(false);
    durable();
    await sent;
  });

  test('does not acknowledge what is pushed back; brought again, it is the same', async () => {
    let refusals = 1;
    const { intake, brought } = intakeThat(async () => {
      if (refusals-- > 0) throw new VerbatimError('PUSH_BACK');
    });
    const source = await run(intake);
    if (!(await source.send())) expect(await source.send()).toBe(true);
    expect(brought.map(({ text }) => text)).toEqual([TEXT, TEXT]);
  });
});

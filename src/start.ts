import { mkdir, readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { Logger } from 'pino';
import { adminToken } from './access/admin-token.ts';
import { openClusters } from './access/clusters.ts';
import { createGate } from './api/access.ts';
import { IngestAnswer, IngestLinesQuery } from './api/contract.ts';
import { createServer } from './api/server.ts';
import type { Config } from './config/schema.ts';
import { runStoreConsumer } from './consumers/store/consumer.ts';
import { createEncoder } from './consumers/store/encoder.ts';
import { createTail } from './consumers/tail/tail.ts';
import { openJournal } from './journal/journal.ts';
import { createMetrics } from './metrics.ts';
import { rememberRecent } from './pipeline/remember-recent.ts';
import { createSeenWindow } from './pipeline/seen-window.ts';
import { createStoredBefore } from './pipeline/stored-before.ts';
import { createPipeline } from './pipeline.ts';
import { createSources } from './sources/registry.ts';
import { openChdb } from './store/chdb.ts';
import { openClickHouse } from './store/clickhouse.ts';
import { deferStore } from './store/deferred.ts';
import { openStore, type Store } from './store/store.ts';

/** A running server. */
export interface Running {
  /** Where it listens, such as `http://127.0.0.1:7400`. */
  readonly url: string;
  /** Finishes what it has begun and stops. */
  stop(): Promise<void>;
}

/** Wires everything and starts it. Throws JOURNAL_LOCKED, JOURNAL_FORMAT or STORE_UNAVAILABLE. */
export async function start(config: Config, log: Logger, version: string): Promise<Running> {
  const data = resolve(config.data);
  await mkdir(data, { recursive: true, mode: 0o700 });
  const stopping = new AbortController();

  const metrics = createMetrics({ lag: () => lag(), journalBytes: () => journal.status().bytes });
  const journal = await openJournal({
    dir: `${data}/journal`,
    segmentBytes: config.journal.segment_bytes,
    maxPendingBytes: config.journal.max_pending_bytes,
    observer: {
      flushed: metrics.flushed,
      failed: (err) => {
        metrics.writeFailed();
        log.error({ err }, 'The journal cannot be written; senders are pushed back.');
      },
      damaged: (damage) => {
        metrics.damaged(damage.count);
        log.error({ damage }, 'The journal is damaged; what is damaged is passed over.');
      },
    },
  });
  const cursor = journal.cursor('store');
  const lag = () => journal.status().nextSeq - cursor.position;

  const deferred = deferStore(
    () => openConfiguredStore(config, data, journal.status().id),
    (err, retryMs) => log.error({ err, retryMs }, 'The store cannot be opened; trying again.'),
  );
  const { store } = deferred;
  const encoder = createEncoder();
  const loading = deferred.opened.then(() =>
    runStoreConsumer({
      journal,
      store,
      encoder,
      signal: stopping.signal,
      observer: {
        loaded: metrics.loaded,
        failed: (err, retryMs) => log.error({ err, retryMs }, 'Loading the store failed; trying again.'),
        refused: (seq, err) => {
          metrics.refused();
          log.error({ seq, err }, 'The store does not take an event; it is kept in the journal.');
        },
      },
    }),
  );

  const seen = createSeenWindow(config.dedupe.window);
  await rememberRecent(seen, journal);
  const intake = createPipeline({
    journal,
    seen,
    storedBefore: createStoredBefore({ store, lag, capacity: seen.capacity }),
    observe: metrics.delivered,
  });
  const tail = createTail(journal, (err) => log.error({ err }, 'Following the journal failed.'));
  const clusters = await openClusters(data, () => new Date());
  const gate = createGate(await adminToken(data), clusters);

  const app = await createServer({
    store,
    clusters,
    tail,
    gate,
    log,
    version,
    now: () => Date.now() * 1000,
    metrics: metrics.text,
    onPushBack: metrics.pushedBack,
    notReady: () => [
      ...(deferred.isOpen() ? [] : ['the store is not open']),
      ...(journal.status().failure ? ['the journal cannot be written'] : []),
    ],
    sources: createSources(config.sources, {
      intake,
      gate,
      linesSchema: { querystring: IngestLinesQuery, response: IngestAnswer },
    }),
  });
  const { host, port } = addressOf(config.listen);
  const url = await app.listen({ host, port });
  log.info({ url, data, journal: journal.status().id }, 'Listening.');

  return {
    url,
    stop: async () => {
      await app.close();
      stopping.abort();
      if (deferred.isOpen()) await loading;
      await encoder.close();
      await store.close();
      await journal.close();
      log.info('Stopped.');
    },
  };
}

async function openConfiguredStore({ store }: Config, data: string, journal: string): Promise<Store> {
  const { url, username, database } = store;
  if (!url) return openStore(await openChdb({ path: `${data}/store`, memoryBytes: store.memory_bytes }));
  const password = store.password_file
    ? (await readFile(store.password_file, 'utf8')).trimEnd()
    : (store.password ?? '');
  return openStore(await openClickHouse({ url, username, password, database, writer: `verbatim-load-${journal}` }));
}

function addressOf(listen: string): { host: string; port: number } {
  const colon = listen.lastIndexOf(':');
  return { host: listen.slice(0, colon).replace(/^\[|\]$/g, ''), port: Number(listen.slice(colon + 1)) };
}

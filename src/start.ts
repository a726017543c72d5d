import { mkdir } from 'node:fs/promises';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Logger } from 'pino';
import { openClusters } from './access/clusters.ts';
import { createFailureLimit } from './access/failure-limit.ts';
import { openSearches } from './access/searches.ts';
import { openTokens } from './access/tokens.ts';
import { createGate } from './api/access/gate.ts';
import { closeServer } from './api/close.ts';
import { createConnections } from './api/connections.ts';
import { IngestAnswer, IngestLinesQuery } from './api/contract.ts';
import { withinOpenFiles } from './api/open-files.ts';
import type { PartReadiness } from './api/routes/health.ts';
import { createServer } from './api/server.ts';
import { createWriteHealth } from './api/write-health.ts';
import type { Config } from './config/schema.ts';
import { createLag } from './consumers/lag.ts';
import { storeCaughtUp } from './consumers/store/caught-up.ts';
import { runStoreConsumer } from './consumers/store/consumer.ts';
import { createEncoder } from './consumers/store/encoder.ts';
import { createExpiry } from './consumers/store/expiry.ts';
import { rewindForOtherStore } from './consumers/store/rewind.ts';
import { runRetention } from './consumers/store/run-retention.ts';
import { createTail } from './consumers/tail/tail.ts';
import { createAssembler } from './decode/assemble.ts';
import { openJournal } from './journal/journal.ts';
import { createMetrics } from './metrics.ts';
import { rememberRecent } from './pipeline/remember-recent.ts';
import { createSeenWindow } from './pipeline/seen-window.ts';
import { createSourceMemory } from './pipeline/source-memory.ts';
import { createStoredBefore } from './pipeline/stored-before.ts';
import { createPipeline } from './pipeline.ts';
import { withMkeLevel } from './policy/admission/mke-level.ts';
import { createSources } from './sources/registry.ts';
import { addressFrom } from './start/address.ts';
import { type Begun, createBegun } from './start/begun.ts';
import { journalObserver } from './start/journal-observer.ts';
import { listen } from './start/listen.ts';
import { listenerTls } from './start/listener-tls.ts';
import { openConfiguredStore } from './start/open-configured-store.ts';
import { openMkeLogging } from './start/open-mke-logging.ts';
import { openRedaction } from './start/open-redaction.ts';
import { limitsOf, storeLimitsOf } from './start/retention-limits.ts';
import { soon } from './start/soon.ts';
import { startActors } from './start/start-actors.ts';
import { startAudit } from './start/start-audit.ts';
import { startPolicies } from './start/start-policies.ts';
import { startSignIn } from './start/start-sign-in.ts';
import { startTls } from './start/start-tls.ts';
import { watchSources } from './start/watch-sources.ts';
import { deferStore } from './store/deferred.ts';

/** What `npm run build` makes of `web/`, beside what it makes of this file. */
const WEB = new URL('../web', import.meta.url);

/** How long readiness waits for the store to hold what the journal held at the start. */
const MAX_UNREADY_MS = 10_000;

/** A running server. */
export interface Running {
  /** Where it listens, such as `http://127.0.0.1:7400`. */
  readonly url: string;
  /** Finishes what it has begun and stops; waits for nobody longer than a while. Everything acknowledged is durable then. */
  stop(): Promise<void>;
}

/**
 * Wires everything and starts it; the store may open later. Throws TLS_INVALID, JOURNAL_LOCKED, JOURNAL_FORMAT, JOURNAL_DAMAGED where a
 * cursor's file is, LISTEN_FAILED, and node's own errors where the data directory cannot be used. Nothing goes on then.
 */
export async function start(config: Config, log: Logger, version: string): Promise<Running> {
  const begun = createBegun(log);
  try {
    return await startAll(config, log, version, begun);
  } catch (error) {
    // What was begun must not go on: the data directory would stay locked, and the process alive.
    await begun.end();
    throw error;
  }
}

async function startAll(config: Config, log: Logger, version: string, begun: Begun): Promise<Running> {
  const data = resolve(config.data);
  await mkdir(data, { recursive: true, mode: 0o700 });
  const stopping = new AbortController();
  const stepFailed = (what: string) => (err: unknown) =>
    log.warn({ what, err }, 'A step did not end as it should; going on.');

  const writeHealth = createWriteHealth(() => performance.now());
  const metrics = createMetrics({
    lagEvents: () => consumers.events(),
    lagSeconds: () => consumers.seconds(),
    journal: () => journal.status(),
    connections: () => connections.open(),
    watchers: () => tail.subscribers,
  });
  const connections = createConnections(withinOpenFiles(config.http.max_connections), metrics.connectionRefused);
  const tls = await startTls(config.tls, metrics, log);
  const journal = await openJournal({
    dir: `${data}/journal`,
    segmentBytes: config.journal.segment_bytes,
    maxPendingBytes: config.journal.max_pending_bytes,
    maxBytes: config.journal.max_bytes,
    pack: config.journal.compress,
    plainEntries: config.dedupe.window,
    retention: limitsOf(config.journal.retention),
    observer: journalObserver(metrics, writeHealth, log),
  });
  begun.add('the journal', journal.close);
  const consumers = createLag(journal, Date.now);
  const cursor = journal.cursor('store');
  const lag = () => journal.status().nextSeq - cursor.position;

  const deferred = deferStore(
    async () => {
      const opened = await openConfiguredStore(config, data, journal.status().id);
      try {
        await rewindForOtherStore(journal, opened);
      } catch (error) {
        await opened.close();
        throw error;
      }
      return opened;
    },
    (err, retryMs) => log.error({ err, retryMs }, 'The store cannot be opened; trying again.'),
  );
  const { store } = deferred;
  begun.add('the store', store.close);
  const encoder = createEncoder();
  begun.add('the encoder', encoder.close);
  begun.add('loading', async () => stopping.abort());
  const actors = await startActors({ config, deferred, log, signal: stopping.signal });
  const limits = storeLimitsOf(config.store.retention);
  const expiry = createExpiry(limits, micros);
  const loading = deferred.opened.then(() =>
    runStoreConsumer({
      journal,
      store,
      encoder,
      expiry,
      signal: stopping.signal,
      observer: {
        loaded: (entries) => {
          metrics.loaded(entries);
          actors.loaded();
        },
        failed: (err, retryMs) => log.error({ err, retryMs }, 'Loading the store failed; trying again.'),
        refused: (seq, err) => {
          metrics.refused();
          log.error({ seq, err }, 'The store does not take an event; it is kept in the journal.');
        },
      },
    }),
  );

  void deferred.opened.then(() =>
    runRetention({
      store,
      limits,
      expiry,
      nowMicros: micros,
      removed: (rows) => {
        metrics.storeRemoved(rows);
        log.info({ rows }, 'Retention removed events from the store.');
      },
      failed: (err) => log.error({ err }, 'Removing from the store failed; trying again later.'),
      signal: stopping.signal,
    }),
  );

  const seen = createSeenWindow(config.dedupe.window);
  const watched = watchSources(metrics);
  const knownFrom = await rememberRecent(seen, journal, watched.recall);
  const mke = await openMkeLogging(data, config, log);
  const policies = await startPolicies(data, config.admission, metrics, log);
  const intake = createPipeline({
    journal,
    seen,
    storedBefore: createStoredBefore({ store, seen, journal: journal.status, knownFrom, lag }),
    observe: watched.observe,
    skipped: metrics.skipped,
    admission: withMkeLevel(policies.admission, mke.level),
    leftOut: metrics.leftOut,
    maxEventBytes: config.truncate.max_event_bytes,
    truncated: metrics.truncated,
    redaction: await openRedaction(data, config.redaction),
    redacted: metrics.redacted,
  });
  const tail = createTail({
    journal,
    observer: {
      failed: (err, retryMs) => log.error({ err, retryMs }, 'Following the journal failed; trying again.'),
      dropped: (err) => log.error({ err }, 'One who watches was let go.'),
      missed: metrics.tailMissed,
    },
  });
  const date = () => new Date();
  const clusters = await openClusters(data, date);
  const tokens = await openTokens(data, date);
  const signIn = await startSignIn({ data, config, clusters, tokens, now: date });
  const gate = createGate({
    authenticators: [...signIn.authenticators, ...tls.authenticators],
    failures: createFailureLimit({ clock: () => performance.now() }),
    observer: {
      failed: metrics.signInFailed,
      limited: (address) =>
        log.warn({ address }, 'Many credentials from an address were not valid; it is slowed down.'),
    },
  });

  const audit = startAudit({ intake, searches: config.audit.searches, version, metrics, log });
  begun.add('the record of the start', () => audit.lifecycle('stop'));
  await soon(audit.lifecycle('start')).catch(stepFailed('recording the start'));

  await policies.follow(audit.requests.recorder, stopping.signal);
  // Who asks just after a restart should find what was acknowledged before it; but a long catching up must not keep
  // senders away, who need no store.
  const replayTo = journal.status().nextSeq;
  const replayUntil = performance.now() + MAX_UNREADY_MS;
  const isReplaying = () => cursor.position < replayTo && performance.now() < replayUntil;

  const sources = createSources(config.sources, {
    intake,
    gate,
    searchable: (withinMs) => storeCaughtUp(journal, withinMs),
    linesSchema: { querystring: IngestLinesQuery, response: IngestAnswer },
    memory: (name) => createSourceMemory(journal, name),
    createAssembler,
    openTls: listenerTls(metrics, log),
    log,
    ...watched.ports,
  });

  const app = await createServer({
    store,
    clusters,
    tokens,
    searches: await openSearches(data, date),
    tail,
    mkeLogging: mke.logging,
    policies: policies.configured,
    gate,
    signIn: signIn.routes,
    actors: actors.known,
    log,
    version,
    tls: tls.options,
    address: () => addressFrom(config),
    audit: audit.requests,
    now: micros,
    metrics: metrics.text,
    connections,
    web: fileURLToPath(WEB),
    onPushBack: metrics.pushedBack,
    onAnswered: metrics.answered,
    readiness: () => [
      partReadiness('journal', writeHealth.isFailing(journal.status().failure) && 'It cannot be written.'),
      partReadiness(
        'store',
        (!deferred.isOpen() && 'It is not open.') || (isReplaying() && 'It is catching up with the journal.'),
      ),
      { ...partReadiness('policies', policies.problem()), isAside: true },
      ...sources
        .flatMap(({ readiness }) => readiness ?? [])
        .map(({ part, problem, isAside }) => ({ ...partReadiness(part, problem()), isAside })),
    ],
    sources: sources.flatMap(({ routes }) => routes ?? []),
    sourceState: watched.state(config.sources, sources, consumers),
  });
  begun.add('the server', () => closeServer(app));
  const url = await listen(app, config.listen);
  tls.follow(app.server, stopping.signal);
  if (config.insecure && !config.tls) log.warn({ url }, 'Without TLS, tokens and events cross the network readable.');
  log.info({ url, data, journal: journal.status().id }, 'Listening.');
  begun.add('the sources', () => Promise.all(sources.map((source) => source.stop?.())));
  for (const source of sources) await source.start?.();

  return {
    url,
    stop: async () => {
      stopping.abort();
      await soon(Promise.all(sources.map((source) => source.stop?.()))).catch(stepFailed('the sources'));
      await closeServer(app).catch(stepFailed('the server'));
      if (deferred.isOpen()) await soon(loading).catch(stepFailed('loading'));
      await soon(audit.lifecycle('stop')).catch(stepFailed('recording the stop'));
      await encoder.close().catch(stepFailed('the encoder'));
      // The record first: the store can be made again from it.
      await journal.close();
      await soon(store.close()).catch(stepFailed('the store'));
      log.info('Stopped.');
    },
  };
}

function partReadiness(part: string, reason: string | false | undefined): PartReadiness {
  return reason ? { part, ready: false, reason } : { part, ready: true };
}

const micros = () => Date.now() * 1000;

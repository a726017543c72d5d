import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { Flush } from './journal/writer.ts';
import { createDockerMetrics } from './sources/docker-logs/metrics.ts';
import type { DockerMetrics } from './sources/docker-logs/observer.ts';
import { createFileMetrics } from './sources/file/metrics.ts';
import type { FileMetrics } from './sources/file/observer.ts';
import type { Receipt, Sender } from './sources/intake.ts';
import { createSyslogMetrics } from './sources/syslog/metrics.ts';
import type { SyslogMetrics } from './sources/syslog/observer.ts';
import type { Material } from './tls/material.ts';

/** What is measured, in the text format of Prometheus. */
export interface Metrics {
  /** A delivery was made durable. */
  delivered(sender: Sender, receipt: Receipt): void;
  /** An entry was no audit line, and is not kept. */
  skipped(reason: string): void;
  /** An event of a cluster, from a source, was left out by a rule. */
  leftOut(cluster: string, source: string, rule: string): void;
  /** An event was too large to be kept whole. */
  truncated(): void;
  /** Secrets were taken out of so many events. */
  redacted(entries: number): void;
  /** The journal wrote a group. */
  flushed(flush: Flush): void;
  /** The journal could not write a group. */
  writeFailed(): void;
  /** Retention removed events from the journal. */
  journalRemoved(entries: number): void;
  /** Compressing or shortening the journal failed. */
  upkeepFailed(): void;
  /** A damaged place of the journal was passed over. */
  damaged(entries: number): void;
  /** The store loaded rows. */
  loaded(entries: number): void;
  /** Retention removed rows from the store. */
  storeRemoved(rows: number): void;
  /** The store did not take an event, which stays in the journal. */
  refused(): void;
  /** A record was passed over for one who watches and cannot keep up. */
  tailMissed(): void;
  /** A credential was not valid. */
  signInFailed(reason: SignInFailure): void;
  /** A sender was told to come again. */
  pushedBack(): void;
  /** A request was answered. */
  answered(request: Answered): void;
  /** A connection was refused because there are too many. */
  connectionRefused(): void;
  /** These certificates are in use from now on. */
  certificates(material: Pick<Material, 'notAfter' | 'clientNotAfter'>): void;
  /** A changed file of a policy is in use now, or cannot be. */
  policyReloaded(policy: string, result: 'changed' | 'refused'): void;
  /** Changed certificate files cannot be used. */
  tlsReloadFailed(): void;
  /** What the source `file` counts. */
  readonly files: FileMetrics;
  readonly dockerLogs: DockerMetrics;
  /** What the source `syslog` counts. */
  readonly syslog: SyslogMetrics;
  /** Something that was done to Verbatim could not be recorded. */
  notRecorded(): void;
  text(): Promise<string>;
}

/** Values that are read when somebody asks. */
export interface Readings {
  /** How far each consumer is behind. */
  readonly lagEvents: () => ReadonlyMap<string, number>;
  readonly lagSeconds: () => Promise<ReadonlyMap<string, number>>;
  readonly journal: () => { readonly bytes: number; readonly pendingBytes: number };
  readonly connections: () => number;
  readonly watchers: () => number;
}

/** A request that was answered. `route` is a pattern, such as `/api/v1/events/:id`; `''` where there is none. */
export interface Answered {
  readonly method: string;
  readonly route: string;
  readonly status: number;
  readonly seconds: number;
}

/** From a probe to a question that takes as long as one may, in seconds. */
const ANSWER_BUCKETS = [0.001, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 120];

/** Why an event does not go on. Every loss has a reason here. */
const DROP_REASONS = ['policy', 'duplicate', 'quarantined', 'truncated', 'sink_rejected', 'damaged'] as const;

/** Why a credential is not valid. */
const SIGN_IN_FAILURES = ['unknown', 'expired', 'cross_origin'] as const;
type SignInFailure = (typeof SIGN_IN_FAILURES)[number];

export function createMetrics(readings: Readings): Metrics {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry });
  const read = (name: string, help: string, value: () => number) =>
    new Gauge({
      name,
      help,
      registers,
      collect() {
        this.set(value());
      },
    });

  const received = new Counter({
    name: 'verbatim_events_received_total',
    help: 'Events that were received.',
    labelNames: ['cluster', 'source'],
    registers,
  });
  const journaled = new Counter({ name: 'verbatim_events_journaled_total', help: 'Events made durable.', registers });
  const stored = new Counter({ name: 'verbatim_events_stored_total', help: 'Events made searchable.', registers });
  const dropped = new Counter({
    name: 'verbatim_events_dropped_total',
    help: 'Events that did not go on as they are, by reason. Quarantined ones are kept and can be searched.',
    labelNames: ['reason'],
    registers,
  });
  for (const reason of DROP_REASONS) dropped.inc({ reason }, 0);
  const leftOut = new Counter({
    name: 'verbatim_admission_left_out_total',
    help: 'Events that a policy of `admission` left out, by cluster, source and rule.',
    labelNames: ['cluster', 'source', 'rule'],
    registers,
  });
  const redacted = new Counter({
    name: 'verbatim_events_redacted_total',
    help: 'Events from which secrets were taken before they were kept.',
    registers,
  });
  const skipped = new Counter({
    name: 'verbatim_lines_skipped_total',
    help: 'Lines that are no audit lines, by reason, such as what a controller logs beside them. They are not kept.',
    labelNames: ['reason'],
    registers,
  });
  const pushBacks = new Counter({ name: 'verbatim_push_back_total', help: 'Requests answered 503.', registers });
  const tailMissed = new Counter({
    name: 'verbatim_tail_missed_total',
    help: 'Records passed over for those who watch and could not keep up. They were told how many.',
    registers,
  });
  const signInFailures = new Counter({
    name: 'verbatim_sign_in_failures_total',
    help: 'Requests with a credential that was not valid, by reason: unknown (never given out, or taken away), expired, or cross_origin (a session, from a page that is not of this server).',
    labelNames: ['reason'],
    registers,
  });
  for (const reason of SIGN_IN_FAILURES) signInFailures.inc({ reason }, 0);
  const failures = new Counter({
    name: 'verbatim_journal_write_failures_total',
    help: 'Groups that could not be written.',
    registers,
  });
  const journalRemoved = new Counter({
    name: 'verbatim_journal_removed_events_total',
    help: 'Events that retention removed from the journal.',
    registers,
  });
  const storeRemoved = new Counter({
    name: 'verbatim_store_removed_events_total',
    help: 'Events that retention removed from the store.',
    registers,
  });
  const upkeepFailures = new Counter({
    name: 'verbatim_journal_upkeep_failures_total',
    help: 'Times that the journal could not be compressed or shortened. It is tried again.',
    registers,
  });
  const sync = new Histogram({
    name: 'verbatim_journal_fsync_seconds',
    help: 'How long fdatasync took.',
    buckets: [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1, 5],
    registers,
  });
  new Gauge({
    name: 'verbatim_consumer_lag_events',
    help: 'Journaled events that a consumer has not handled.',
    labelNames: ['consumer'],
    registers,
    collect() {
      for (const [consumer, events] of readings.lagEvents()) this.set({ consumer }, events);
    },
  });
  new Gauge({
    name: 'verbatim_consumer_lag_seconds',
    help: 'How long ago the first event that a consumer has not handled was received; 0 without any.',
    labelNames: ['consumer'],
    registers,
    async collect() {
      for (const [consumer, seconds] of await readings.lagSeconds()) this.set({ consumer }, seconds);
    },
  });
  read('verbatim_journal_bytes', 'Size of the journal.', () => readings.journal().bytes);
  read(
    'verbatim_journal_pending_bytes',
    'Bytes that wait to be written to the journal.',
    () => readings.journal().pendingBytes,
  );
  read('verbatim_tail_watchers', 'Those who watch events as they arrive.', readings.watchers);
  read('verbatim_http_connections', 'Open connections.', readings.connections);
  const refusedConnections = new Counter({
    name: 'verbatim_http_connections_refused_total',
    help: 'Connections refused because there were http.max_connections already.',
    registers,
  });
  const requests = new Histogram({
    name: 'verbatim_http_request_duration_seconds',
    help: 'From the headers of a request to the end of its answer, the time of a slow sender or reader included.',
    labelNames: ['method', 'route', 'status'],
    buckets: ANSWER_BUCKETS,
    registers,
  });

  const certificateEnd = new Gauge({
    name: 'verbatim_tls_certificate_expiry_timestamp_seconds',
    help: 'When the first certificate of a file ends, in seconds since the epoch: server is tls.cert_file, client_ca is tls.client_ca_file.',
    labelNames: ['certificate'],
    registers,
  });
  const unrecorded = new Counter({
    name: 'verbatim_audit_unrecorded_total',
    help: 'Stages of what was done to Verbatim itself that could not be recorded. Each is in the log.',
    registers,
  });
  const reloadFailures = new Counter({
    name: 'verbatim_tls_reload_failures_total',
    help: 'Changed certificate files that could not be used. Those before stayed in use.',
    registers,
  });
  const policyReloads = new Counter({
    name: 'verbatim_policy_reloads_total',
    help: 'Files of policies that have changed: changed is in use, refused cannot be used, and the policy before stayed in use.',
    labelNames: ['policy', 'result'],
    registers,
  });

  return {
    delivered: ({ cluster, type }, receipt) => {
      received.inc({ cluster, source: type }, receipt.received);
      journaled.inc(receipt.stored);
      if (receipt.duplicates > 0) dropped.inc({ reason: 'duplicate' }, receipt.duplicates);
      if (receipt.quarantined > 0) dropped.inc({ reason: 'quarantined' }, receipt.quarantined);
    },
    skipped: (reason) => skipped.inc({ reason }),
    leftOut: (cluster, source, rule) => {
      leftOut.inc({ cluster, source, rule });
      dropped.inc({ reason: 'policy' });
    },
    truncated: () => dropped.inc({ reason: 'truncated' }),
    redacted: (entries) => redacted.inc(entries),
    flushed: ({ syncSeconds }) => sync.observe(syncSeconds),
    writeFailed: () => failures.inc(),
    journalRemoved: (entries) => journalRemoved.inc(entries),
    storeRemoved: (rows) => storeRemoved.inc(rows),
    upkeepFailed: () => upkeepFailures.inc(),
    damaged: (entries) => dropped.inc({ reason: 'damaged' }, entries),
    loaded: (entries) => stored.inc(entries),
    refused: () => dropped.inc({ reason: 'quarantined' }),
    tailMissed: () => tailMissed.inc(),
    signInFailed: (reason) => signInFailures.inc({ reason }),
    pushedBack: () => pushBacks.inc(),
    answered: ({ method, route, status, seconds }) => requests.observe({ method, route, status }, seconds),
    connectionRefused: () => refusedConnections.inc(),
    certificates: ({ notAfter, clientNotAfter }) => {
      certificateEnd.set({ certificate: 'server' }, notAfter / 1000);
      if (clientNotAfter !== undefined) certificateEnd.set({ certificate: 'client_ca' }, clientNotAfter / 1000);
    },
    notRecorded: () => unrecorded.inc(),
    tlsReloadFailed: () => reloadFailures.inc(),
    policyReloaded: (policy, result) => policyReloads.inc({ policy, result }),
    files: createFileMetrics(registry),
    dockerLogs: createDockerMetrics(registry),
    syslog: createSyslogMetrics(registry),
    text: () => registry.metrics(),
  };
}

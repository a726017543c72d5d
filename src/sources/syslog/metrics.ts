import { Counter, Gauge, type Registry } from 'prom-client';
import { type ListenerStatus, LOSSES, REFUSALS, type SyslogMetrics } from './observer.ts';
import { FLAWS } from './step.ts';

/** What is counted of syslog, by the id of the listener. */
export function createSyslogMetrics(registry: Registry): SyslogMetrics {
  const registers = [registry];
  const labelNames = ['source'] as const;
  let ask: () => Promise<readonly ListenerStatus[]> = async () => [];

  const counter = <T extends string>(name: string, help: string, labels: readonly T[] = []) =>
    new Counter({ name, help, labelNames: [...labelNames, ...labels], registers });
  const messages = counter('verbatim_syslog_messages_total', 'Messages that were read, malformed ones too.');
  const bytes = counter('verbatim_syslog_bytes_total', 'Bytes of these messages, without what frames them.');
  const flawed = counter(
    'verbatim_syslog_flawed_total',
    'Messages that did not come whole, by flaw: pieces of what is too-large, and what is incomplete because its connection ended. They are kept and marked.',
    ['flaw'],
  );
  const refused = counter(
    'verbatim_syslog_refused_total',
    'Connections, or datagrams, that were refused: address (not in allow), connections (max_connections), handshake or certificate (TLS), memory (too much that is not complete).',
    ['reason'],
  );
  const lost = counter(
    'verbatim_syslog_lost_total',
    'Messages that were read and lost: queue_full (queue_bytes of udp), stopped (the server ended while the journal took nothing), failed (see the log).',
    ['reason'],
  );
  const pushBacks = new Counter({
    name: 'verbatim_syslog_push_back_total',
    help: 'Times that messages could not be journaled at once. They wait, and so do senders over TCP.',
    registers,
  });
  const drops = new Counter({
    name: 'verbatim_syslog_udp_kernel_drops_total',
    help: 'Datagrams that the kernel dropped because the receive buffer was full, where it tells (Linux).',
    labelNames,
    registers,
    async collect() {
      this.reset();
      for (const { source, kernelDrops } of await ask())
        if (kernelDrops !== undefined) drops.inc({ source }, kernelDrops);
    },
  });
  gauge('verbatim_syslog_connections', 'Open connections.', ({ connections }) => connections);
  gauge(
    'verbatim_syslog_held_bytes',
    'Bytes that were read and wait: datagrams for the journal, pieces of messages for the rest.',
    ({ heldBytes }) => heldBytes,
  );
  new Gauge({
    name: 'verbatim_syslog_tls_certificate_expiry_timestamp_seconds',
    help: 'When the first certificate of a file ends, in seconds since the epoch: server is tls.cert_file, client_ca is tls.client_ca_file.',
    labelNames: [...labelNames, 'certificate'],
    registers,
    async collect() {
      for (const { source, expiries } of await ask()) {
        for (const [certificate, millis] of expiries ?? []) this.set({ source, certificate }, millis / 1000);
      }
    },
  });

  function gauge(name: string, help: string, value: (status: ListenerStatus) => number | undefined): void {
    new Gauge({
      name,
      help,
      labelNames,
      registers,
      async collect() {
        for (const status of await ask()) {
          const now = value(status);
          if (now !== undefined) this.set({ source: status.source }, now);
        }
      },
    });
  }

  return {
    // A rise from nothing would not be seen as one.
    opened: (source) => {
      messages.inc({ source }, 0);
      bytes.inc({ source }, 0);
      for (const flaw of FLAWS) flawed.inc({ source, flaw }, 0);
      for (const reason of REFUSALS) refused.inc({ source, reason }, 0);
      for (const reason of LOSSES) lost.inc({ source, reason }, 0);
    },
    received: (source, count, size) => {
      messages.inc({ source }, count);
      bytes.inc({ source }, size);
    },
    flawed: (source, flaw) => flawed.inc({ source, flaw }),
    refused: (source, reason) => refused.inc({ source, reason }),
    lost: (source, reason, count) => lost.inc({ source, reason }, count),
    pushedBack: () => pushBacks.inc(),
    status: (asked) => {
      ask = asked;
    },
  };
}

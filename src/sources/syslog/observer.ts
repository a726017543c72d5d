import type { Flaw } from './step.ts';

/** Why a sender is not listened to: it comes from elsewhere, there are too many, TLS refuses it, or it holds too much. */
export const REFUSALS = ['address', 'connections', 'handshake', 'certificate', 'memory'] as const;
export type Refusal = (typeof REFUSALS)[number];
/** Why messages are lost. */
export const LOSSES = ['queue_full', 'stopped', 'failed'] as const;
export type Loss = (typeof LOSSES)[number];

/** Told what the source does; `source` is the id of a listener. */
export interface SyslogObserver {
  listening(source: string, url: string): void;
  /** Messages were read. */
  received(source: string, messages: number, bytes: number): void;
  flawed(source: string, flaw: Flaw): void;
  refused(source: string, refusal: Refusal, address: string, why?: string): void;
  lost(source: string, loss: Loss, messages: number, error?: unknown): void;
  /** The journal does not take what was received; reading waits. */
  pushedBack(error: Error): void;
  /** The journal takes what is received. */
  wentOn(): void;
  /** The kernel gives less of a receive buffer than was asked for. */
  smallBuffer(source: string, bytes: number, asked: number): void;
  /** A socket that listens failed. */
  failed(source: string, error: unknown): void;
  /** Asked when somebody wants to know. */
  status(ask: () => Promise<readonly ListenerStatus[]>): void;
}

/** What operators see of one listener. */
export interface ListenerStatus {
  readonly source: string;
  /** Open ones; `undefined` of udp. */
  readonly connections?: number | undefined;
  /** Bytes that wait for the journal, or for the rest of their message. */
  readonly heldBytes: number;
  /** Datagrams that the kernel has dropped because its buffer was full; `undefined` where it does not tell. */
  readonly kernelDrops?: number | undefined;
  /** When certificates end, in milliseconds since the epoch. */
  readonly expiries?: ReadonlyMap<string, number> | undefined;
}

/** Counts what happens. */
export interface SyslogMetrics extends Pick<SyslogObserver, 'received' | 'flawed' | 'status'> {
  /** A listener is there, of which nothing has to be counted yet. */
  opened(source: string): void;
  refused(source: string, refusal: Refusal): void;
  lost(source: string, loss: Loss, messages: number): void;
  pushedBack(): void;
}

export interface SyslogLog {
  info(values: object, text: string): void;
  warn(values: object, text: string): void;
  error(values: object, text: string): void;
}

/** What may happen many times a second is told once in this time. */
const TELL_AGAIN_MS = 60_000;

/** Counts and logs, what repeats itself not each time. */
export function createSyslogObserver(log: SyslogLog, metrics: SyslogMetrics): SyslogObserver {
  const told = new Map<string, number>();
  let isWaiting = false;

  function isNews(...subject: readonly string[]): boolean {
    const key = subject.join('\n');
    const now = performance.now();
    if (now - (told.get(key) ?? Number.NEGATIVE_INFINITY) < TELL_AGAIN_MS) return false;
    told.set(key, now);
    return true;
  }

  return {
    listening: (source, url) => {
      metrics.opened(source);
      log.info({ source, syslog: url }, 'Listening for syslog.');
    },
    received: metrics.received,
    flawed: metrics.flawed,
    refused: (source, refusal, address, why) => {
      metrics.refused(source, refusal);
      // Addresses can be forged, so there may be very many.
      if (isNews('refused', source, refusal)) {
        log.warn({ source, refusal, address, why }, 'A sender of syslog is not listened to.');
      }
    },
    lost: (source, loss, messages, err) => {
      metrics.lost(source, loss, messages);
      if (isNews('lost', source, loss)) log.error({ source, loss, messages, err }, 'Syslog messages are lost.');
    },
    pushedBack: (err) => {
      metrics.pushedBack();
      // Some may have to wait while others need not, in turns.
      if (isWaiting || !isNews('waiting')) return;
      log.warn({ err }, 'Syslog messages cannot be journaled; reading waits.');
      isWaiting = true;
    },
    wentOn: () => {
      if (isWaiting) log.info({}, 'Syslog messages are journaled again.');
      isWaiting = false;
    },
    smallBuffer: (source, bytes, asked) =>
      log.warn(
        { source, bytes, asked },
        'The kernel gives a smaller receive buffer than receive_buffer_bytes; raise net.core.rmem_max, or ask for less.',
      ),
    failed: (source, err) => {
      if (isNews('failed', source)) log.error({ source, err }, 'A socket that listens for syslog failed.');
    },
    status: metrics.status,
  };
}

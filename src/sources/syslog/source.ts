import { setTimeout as sleep } from 'node:timers/promises';
import { pinnedFormat } from '../../event/format-names.ts';
import type { Assembler } from '../assembler.ts';
import type { Intake, Sender } from '../intake.ts';
import type { ListenerTls, OpenListenerTls } from '../listener-tls.ts';
import type { Source } from '../source.ts';
import type { ListenerConfig, SyslogConfig } from './config.ts';
import { type Conversation, createConversation } from './conversation.ts';
import { createHandOver } from './hand-over.ts';
import type { Listener } from './listener.ts';
import type { ListenerStatus, SyslogObserver } from './observer.ts';
import { listenTcp } from './tcp.ts';
import { listenUdp } from './udp.ts';

export interface SyslogSourceOptions {
  readonly config: SyslogConfig;
  readonly intake: Intake;
  readonly createAssembler: () => Assembler;
  readonly openTls: OpenListenerTls;
  readonly observer: SyslogObserver;
}

/** At the end, the journal has so long to take what was read. */
const GIVE_UP_MS = 5_000;

/**
 * Listens for syslog. The protocol has no acknowledgement: what was read is made durable before more is read, and that is all
 * that can be done for a sender.
 */
export function syslogSource({ config, intake, createAssembler, openTls, observer }: SyslogSourceOptions): Source {
  const givingUp = new AbortController();
  const clock = () => performance.now();
  const handOver = createHandOver({ intake, observer, signal: givingUp.signal });
  const listeners = new Map<string, Listener>();

  async function listen(entry: ListenerConfig): Promise<Listener> {
    const converse = (address: string, cluster = entry.cluster): Conversation =>
      createConversation({
        sender: senderOf(entry, address, cluster ?? ''),
        assembler: createAssembler(),
        handOver,
        observer,
        maxBytes: entry.max_message_bytes,
        clock,
      });
    if (entry.listen.startsWith('udp:')) return listenUdp({ config: entry, converse, observer, clock });
    const tls: ListenerTls | undefined = entry.tls && (await openTls(entry.tls, entry.id));
    return listenTcp({ config: entry, tls, converse, observer, clock });
  }

  function status(): Promise<ListenerStatus[]> {
    const all = [...listeners].map(async ([source, listener]) => ({ source, ...(await listener.status()) }));
    return Promise.all(all);
  }

  return {
    readiness: {
      part: 'syslog',
      problem: () => (listeners.size < config.length ? 'Not all of its listeners are open.' : undefined),
    },
    start: async () => {
      observer.status(status);
      for (const entry of config) {
        const listener = await listen(entry);
        listeners.set(entry.id, listener);
        observer.listening(entry.id, listener.url);
      }
    },
    stop: async () => {
      const stopped = Promise.all([...listeners.values()].map((listener) => listener.stop()));
      const late = sleep(GIVE_UP_MS, undefined, { ref: false }).then(() => givingUp.abort());
      await Promise.race([stopped, late]);
      await stopped;
    },
  };
}

function senderOf({ id, platform, format }: ListenerConfig, address: string, cluster: string): Sender {
  return {
    cluster,
    type: 'syslog',
    source: id,
    // The sender's, where a message names none.
    node: address,
    address,
    component: '',
    ...(platform === undefined ? {} : { platform }),
    format: pinnedFormat(format),
  };
}

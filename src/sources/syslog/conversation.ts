import type { Quarantine } from '../../event/record.ts';
import type { Assembler } from '../assembler.ts';
import type { ReceivedEntry, Sender } from '../intake.ts';
import type { HandOver } from './hand-over.ts';
import type { SyslogObserver } from './observer.ts';
import type { Flaw, Message } from './step.ts';

/** What one sender says, in its order. */
export interface Conversation {
  /** Resolves when what is complete is durable, or lost. */
  take(messages: readonly Message[]): Promise<void>;
  /** Hands over what has waited for its next line for too long. */
  expire(): Promise<void>;
  /** When `expire` will have something to do; `undefined` while nothing waits. */
  due(): number | undefined;
  /** Hands over all that waits. */
  end(): Promise<void>;
  /** Bytes of entries whose next line is waited for. */
  held(): number;
  /** Whether anything of it could not be kept. */
  hasLost(): boolean;
}

export interface ConversationOptions {
  readonly sender: Sender;
  readonly assembler: Assembler;
  readonly handOver: HandOver;
  readonly observer: Pick<SyslogObserver, 'received' | 'flawed'>;
  readonly maxBytes: number;
  readonly clock: () => number;
}

export function createConversation(options: ConversationOptions): Conversation {
  const { sender, assembler, handOver, observer, maxBytes, clock } = options;
  let hasLost = false;

  async function bring(entries: readonly ReceivedEntry[]): Promise<void> {
    if (entries.length > 0 && !(await handOver(sender, entries))) hasLost = true;
  }

  return {
    take: async (messages) => {
      if (messages.length === 0) return;
      const now = clock();
      let bytes = 0;
      const entries: ReceivedEntry[] = [];
      for (const { raw, flaw } of messages) {
        bytes += raw.length;
        if (flaw) {
          observer.flawed(sender.source, flaw);
          entries.push({ raw, quarantine: quarantineOf(flaw, maxBytes) });
        } else {
          for (const entry of assembler.push(raw, now)) entries.push(entryOf(entry));
        }
      }
      observer.received(sender.source, messages.length, bytes);
      await bring(entries);
    },
    expire: () => bring(assembler.expire(clock()).map(entryOf)),
    due: assembler.due,
    end: () => bring(assembler.end().map(entryOf)),
    held: assembler.held,
    hasLost: () => hasLost,
  };
}

function entryOf(raw: Uint8Array): ReceivedEntry {
  return { raw };
}

function quarantineOf(flaw: Flaw, maxBytes: number): Quarantine {
  const detail =
    flaw === 'too-large'
      ? `a message is longer than ${maxBytes} bytes; it is kept in pieces`
      : 'the connection ended within a message';
  return { reason: flaw, detail };
}

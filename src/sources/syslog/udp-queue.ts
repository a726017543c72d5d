import type { Conversation } from './conversation.ts';
import type { Message } from './step.ts';

/** Datagrams that wait for the journal. */
export interface UdpQueue {
  push(address: string, raw: Buffer): void;
  /** Bytes that are held. */
  held(): number;
  /** Resolves when all is handed over. */
  stop(): Promise<void>;
}

export interface UdpQueueOptions {
  readonly maxBytes: number;
  /** Begins to listen to a sender. */
  readonly converse: (address: string) => Conversation;
  /** A datagram finds no room. */
  readonly lost: () => void;
  readonly clock: () => number;
}

/** What a datagram takes besides its bytes; an empty one takes room too. */
const DATAGRAM_BYTES = 256;
/** Handed over at once, so that a long queue does not hold up everything else. */
const BATCH = 8_192;
/** Senders that are remembered; addresses can be forged. */
const MAX_SENDERS = 4_096;

/** Datagrams of one address keep their order. Nobody can be told to wait: what finds no room is lost. */
export function createUdpQueue({ maxBytes, converse, lost, clock }: UdpQueueOptions): UdpQueue {
  const senders = new Map<string, Conversation>();
  /** Those of which lines wait for others. */
  const waiting = new Set<Conversation>();
  let queue: { readonly address: string; readonly raw: Buffer }[] = [];
  let bytes = 0;
  let draining: Promise<void> | undefined;
  let timer: NodeJS.Timeout | undefined;
  let expiring = Promise.resolve();
  let isStopped = false;

  async function drain(): Promise<void> {
    while (queue.length > 0) {
      const batch = queue.slice(0, BATCH);
      queue = queue.slice(BATCH);
      const messages = new Map<string, Message[]>();
      for (const { address, raw } of batch) {
        const message = { raw: withoutTrailer(raw) };
        const those = messages.get(address);
        if (those) those.push(message);
        else messages.set(address, [message]);
      }
      await Promise.all([...messages].map(([address, those]) => take(senderAt(address), those)));
      bytes -= batch.reduce((sum, { raw }) => sum + raw.length + DATAGRAM_BYTES, 0);
      await forget();
    }
  }

  async function take(sender: Conversation, messages: readonly Message[]): Promise<void> {
    await sender.take(messages);
    note(sender);
  }

  function note(sender: Conversation): void {
    if (sender.due() === undefined) waiting.delete(sender);
    else waiting.add(sender);
  }

  /** Bytes that wait for the journal, or for other lines. */
  function held(): number {
    return [...waiting].reduce((sum, sender) => sum + sender.held(), bytes);
  }

  function kick(): void {
    draining ??= drain().finally(() => {
      draining = undefined;
      if (queue.length > 0) kick();
      else wait();
    });
  }

  function senderAt(address: string): Conversation {
    const sender = senders.get(address) ?? converse(address);
    senders.delete(address);
    senders.set(address, sender);
    return sender;
  }

  /** Lets go of those that have said nothing for the longest time, when there are too many. */
  async function forget(): Promise<void> {
    for (const [address, sender] of senders) {
      if (senders.size <= MAX_SENDERS) return;
      senders.delete(address);
      waiting.delete(sender);
      await sender.end();
    }
  }

  /** Entries of several lines do not wait for ever. */
  function wait(): void {
    clearTimeout(timer);
    const due = Math.min(...[...waiting].map((sender) => sender.due() ?? Number.POSITIVE_INFINITY));
    if (isStopped || !Number.isFinite(due)) return;
    timer = setTimeout(
      () => {
        expiring = expire();
      },
      Math.max(0, due - clock()),
    );
  }

  async function expire(): Promise<void> {
    for (const sender of waiting) {
      await sender.expire();
      note(sender);
    }
    wait();
  }

  return {
    push: (address, raw) => {
      const size = raw.length + DATAGRAM_BYTES;
      if (held() + size > maxBytes) {
        lost();
      } else {
        bytes += size;
        queue.push({ address, raw });
        kick();
      }
    },
    held,
    stop: async () => {
      isStopped = true;
      clearTimeout(timer);
      while (draining) await draining;
      await expiring;
      for (const sender of waiting) await sender.end();
      waiting.clear();
    },
  };
}

const LF = 0x0a;
const CR = 0x0d;
const NUL = 0x00;

/** Some senders end a datagram as they end a line. */
function withoutTrailer(raw: Buffer): Buffer {
  const last = raw.at(-1);
  if (last !== LF && last !== NUL) return raw;
  return raw.subarray(0, raw.at(-2) === CR ? -2 : -1);
}

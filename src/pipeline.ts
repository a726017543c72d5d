import { hash } from 'node:crypto';
import { cutBody } from './decode/cut-body.ts';
import { createLineCutter } from './decode/cut-lines.ts';
import { decodeKubernetes } from './decode/kubernetes/decode.ts';
import type { ReceivedEvent } from './decode/received.ts';
import type { Envelope } from './event/record.ts';
import { nowMicros } from './event/time.ts';
import type { NewEntry } from './journal/encode.ts';
import type { Journal } from './journal/journal.ts';
import { type ClusterSalt, type SeenWindow, saltOf } from './pipeline/seen-window.ts';
import type { StoredBefore } from './pipeline/stored-before.ts';
import { addReceipts, type Intake, NOTHING_RECEIVED, type Receipt, type Sender } from './sources/intake.ts';

/** Entries of one record: enough to make the record's own cost small, few enough to answer others between two. */
const RECORD_ENTRIES = 4096;
const RECORD_BYTES = 4 * 1024 * 1024;

export interface PipelineOptions {
  readonly journal: Journal;
  readonly seen: SeenWindow;
  readonly storedBefore: StoredBefore;
  readonly observe: (sender: Sender, receipt: Receipt) => void;
}

/** An event that is ready to be journaled. */
type Entry = NewEntry & { readonly sha256: Buffer };

/** cut → decode → deduplicate → journal. */
export function createPipeline({ journal, seen, storedBefore, observe }: PipelineOptions): Intake {
  const appends = new Set<Promise<unknown>>();

  /** Journals what is new of some entries and gives it. */
  async function keep(envelope: Envelope, entries: readonly Entry[]): Promise<Entry[]> {
    const cluster = saltOf(envelope.cluster);
    const fresh: Entry[] = [];
    const repeated: Entry[] = [];
    for (const entry of entries) (seen.add(entry.sha256, cluster) ? fresh : repeated).push(entry);
    const earlier = repeated.length > 0 ? [...appends] : [];
    if (fresh.length > 0) await append(envelope, cluster, fresh);
    if (repeated.length === 0) return fresh;
    // A repetition is durable when the first copy is; if that one failed, it has been forgotten and this one counts.
    await Promise.allSettled(earlier);
    const again = repeated.filter(({ sha256 }) => seen.add(sha256, cluster));
    if (again.length > 0) await append(envelope, cluster, again);
    return [...fresh, ...again];
  }

  async function append(envelope: Envelope, cluster: ClusterSalt, entries: readonly Entry[]): Promise<void> {
    const done = journal.append({ envelope, entries });
    appends.add(done);
    try {
      await done;
    } catch (error) {
      for (const { sha256 } of entries) seen.forget(sha256, cluster);
      throw error;
    } finally {
      appends.delete(done);
    }
  }

  async function take(sender: Sender, events: readonly ReceivedEvent[]): Promise<Receipt> {
    const envelope = envelopeOf(sender);
    let stored = 0;
    let quarantined = 0;
    for (const part of parts(events)) {
      const entries = part.map(entryOf);
      const news = sender.mayBeOld ? await storedBefore.without(sender.cluster, entries) : entries;
      const kept = await keep(envelope, news);
      stored += kept.length;
      for (const { meta } of kept) if (meta?.quarantine) quarantined++;
    }
    const receipt = { received: events.length, stored, duplicates: events.length - stored, quarantined };
    observe(sender, receipt);
    return receipt;
  }

  return {
    body: (sender, body) => take(sender, cutBody(body)),
    lines: async (sender, pieces) => {
      const cutter = createLineCutter();
      let receipt = NOTHING_RECEIVED;
      let waiting: ReceivedEvent[] = [];
      let bytes = 0;
      const flush = async () => {
        receipt = addReceipts(receipt, await take(sender, waiting));
        waiting = [];
        bytes = 0;
      };
      for await (const piece of pieces) {
        for (const event of cutter.push(piece)) waiting.push(event);
        bytes += piece.length;
        if (waiting.length >= RECORD_ENTRIES || bytes >= RECORD_BYTES) await flush();
      }
      for (const event of cutter.end()) waiting.push(event);
      await flush();
      return receipt;
    },
  };
}

function envelopeOf({ cluster, source, node, component }: Sender): Envelope {
  return { cluster, platform: 'kubernetes', component, node, source, receivedAt: nowMicros() };
}

function entryOf({ raw, depth, quarantine }: ReceivedEvent): Entry {
  const sha256 = hash('sha256', raw, 'buffer');
  const problem = quarantine ?? decodeKubernetes(raw, depth).quarantine;
  return problem ? { raw, sha256, meta: { quarantine: problem } } : { raw, sha256 };
}

/** Cuts a delivery into pieces that each become one record. */
function* parts(events: readonly ReceivedEvent[]): Generator<ReceivedEvent[]> {
  let part: ReceivedEvent[] = [];
  let bytes = 0;
  for (const event of events) {
    if (part.length > 0 && (part.length >= RECORD_ENTRIES || bytes + event.raw.length > RECORD_BYTES)) {
      yield part;
      part = [];
      bytes = 0;
    }
    part.push(event);
    bytes += event.raw.length;
  }
  if (part.length > 0) yield part;
}

import { setImmediate as immediate } from 'node:timers/promises';
import { cutBody } from './decode/cut-body.ts';
import { createLineCutter } from './decode/cut-lines.ts';
import type { ReceivedEvent } from './decode/received.ts';
import type { Envelope } from './event/record.ts';
import { nowMicros } from './event/time.ts';
import type { Journal } from './journal/journal.ts';
import { createEntries, type EntriesOptions } from './pipeline/entries.ts';
import { createFilePlaces, type PlacedEvent } from './pipeline/file-places.ts';
import { createKeepNew } from './pipeline/keep-new.ts';
import { createPassage, type Passage } from './pipeline/passage.ts';
import { eventsIn } from './pipeline/received-entries.ts';
import type { SeenWindow } from './pipeline/seen-window.ts';
import type { StoredBefore } from './pipeline/stored-before.ts';
import { takeStretch } from './pipeline/take-stretch.ts';
import { addReceipts, type Intake, NOTHING_RECEIVED, type Receipt, type Sender } from './sources/intake.ts';

/** Entries of one record: enough to make the record's own cost small, few enough to answer others between two. */
const RECORD_ENTRIES = 4096;
const RECORD_BYTES = 4 * 1024 * 1024;

export interface PipelineOptions extends EntriesOptions {
  readonly journal: Journal;
  readonly seen: SeenWindow;
  readonly storedBefore: StoredBefore;
  /** Told of each part of a delivery once it is durable. */
  readonly observe: (sender: Sender, receipt: Receipt, passage: Passage) => void;
}

/** cut → decode → redact → deduplicate → journal. */
export function createPipeline(options: PipelineOptions): Intake {
  const { journal, seen, storedBefore, observe } = options;
  const keepNew = createKeepNew(journal, seen);
  const entriesOf = createEntries(options);

  async function take(sender: Sender, events: Iterable<PlacedEvent>): Promise<Receipt> {
    const envelope = envelopeOf(sender);
    let receipt = NOTHING_RECEIVED;
    for (const part of parts(events)) receipt = addReceipts(receipt, await keep(sender, envelope, part));
    return receipt;
  }

  async function keep(sender: Sender, envelope: Envelope, part: readonly PlacedEvent[]): Promise<Receipt> {
    const passage = createPassage(envelope.receivedAt);
    const entries = entriesOf(part, envelope, passage);
    const news = sender.mayBeOld ? await storedBefore.without(envelope, entries) : entries;
    const kept = await keepNew(envelope, news, sender.file);
    const quarantined = kept.reduce((count, { meta }) => count + (meta?.quarantine ? 1 : 0), 0);
    const left = part.length - entries.length;
    const done = {
      received: part.length,
      stored: kept.length,
      duplicates: entries.length - kept.length,
      quarantined,
      ...(left > 0 ? { skipped: left } : {}),
    };
    observe(sender, done, passage);
    // Where all was known, nothing above has waited; others have their turn here.
    await immediate();
    return done;
  }

  return {
    body: (sender, body) => take(sender, cutBody(body)),
    lines: async (sender, pieces, held) => {
      const cutter = createLineCutter();
      const places = sender.file && createFilePlaces(sender.file.at);
      let receipt = NOTHING_RECEIVED;
      let waiting: PlacedEvent[] = [];
      let bytes = 0;
      const flush = async (final: boolean) => {
        // What stands behind the last event of a file is not known yet.
        const held = places && !final ? waiting.splice(-1) : [];
        receipt = addReceipts(receipt, await take(sender, waiting));
        waiting = held;
        bytes = 0;
      };
      for await (const piece of pieces) {
        places?.push(piece);
        const events = cutter.push(piece);
        for (const event of places?.find(events) ?? events) waiting.push(event);
        bytes += piece.length;
        held?.(bytes + cutter.held());
        if (waiting.length >= RECORD_ENTRIES || bytes >= RECORD_BYTES) await flush(false);
      }
      const rest = cutter.end();
      for (const event of places?.find(rest) ?? rest) waiting.push(event);
      places?.end();
      await flush(true);
      return receipt;
    },
    entries: (sender, entries) => take(sender, eventsIn(entries)),
    stretch: async (sender, stretch) => {
      const { events, taken } = takeStretch(stretch, { entries: RECORD_ENTRIES, bytes: RECORD_BYTES });
      const envelope = { ...envelopeOf(sender), origin: stretch.origin(taken) };
      if (events.length === 0) return { receipt: NOTHING_RECEIVED, taken };
      const receipt = await keep(sender, envelope, placed(sender, events, stretch.bytes.subarray(0, taken.bytes)));
      return { receipt, taken };
    },
  };
}

function envelopeOf(sender: Sender): Envelope {
  const { cluster, source, node, component, platform = 'kubernetes', format, address } = sender;
  return {
    cluster,
    platform,
    component,
    node,
    source,
    receivedAt: nowMicros(),
    ...(format ? { format } : {}),
    ...(address === undefined ? {} : { address }),
  };
}

/** The events of a stretch of a file, each with its place. */
function placed({ file }: Sender, events: readonly ReceivedEvent[], bytes: Uint8Array): readonly PlacedEvent[] {
  if (!file) return events;
  const places = createFilePlaces(file.at);
  places.push(bytes);
  const found = places.find(events);
  places.end();
  return found;
}

/** Cuts a delivery into pieces that each become one record. */
function* parts(events: Iterable<PlacedEvent>): Generator<PlacedEvent[]> {
  let part: PlacedEvent[] = [];
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

import { NOBODY } from '../../actors/directory.ts';
import { actorOf, outcomeOf } from '../../event/derive.ts';
import type { AuditEvent } from '../../event/event.ts';
import type { AuditRecord } from '../../event/record.ts';
import { summaryOf } from '../../event/summary.ts';
import { nowMicros } from '../../event/time.ts';
import type { TrafficGroup, TrafficSample, TrafficShape } from '../../event/traffic.ts';
import { groupEvents } from '../../policy/simulate/group-events.ts';
import type { Context } from '../context.ts';
import type { Selection } from '../events.ts';
import { withQuery } from '../failure.ts';
import { inputsOf } from '../import/inputs.ts';
import { createFailures } from '../local/failures.ts';
import { fileEnvelope } from '../local/file-record.ts';
import { type Files, openFiles } from '../local/files.ts';
import { readGenerally } from '../local/general.ts';
import { decidedByPlace } from '../local/places.ts';
import { questionOf } from '../local/question.ts';
import { microsOf } from '../local/reading.ts';
import { trafficOfLines } from '../local/traffic-of-lines.ts';
import { type Reading, watchReading } from '../local/watch-reading.ts';
import { counted } from '../render/number.ts';

/** Groups of events, and when the first and the last of them happened, in microseconds since the epoch. */
export interface FileTraffic {
  readonly groups: readonly TrafficGroup[];
  readonly first: number;
  readonly last: number;
}

const MICROS_A_MILLISECOND = 1_000;
/** Events of the general way that are grouped at a time. */
const BATCH = 4_096;

/**
 * Hands over the events of files, folders and archives that a selection is about, in groups that a shape does not tell apart. What
 * is no event is counted and noted; a file that cannot be read is noted, the others are still read, and then FILE_UNREADABLE is
 * thrown. `reading` is told how far it is with the files that give nothing before their end.
 */
export async function trafficOfFiles(
  paths: readonly string[],
  selection: Selection,
  shape: TrafficShape,
  { io, note }: Pick<Context, 'note'> & { readonly io: Pick<Context['io'], 'stdin'> },
  take: (traffic: FileTraffic) => void,
  reading: Reading = () => {},
): Promise<void> {
  const { onFailure, raise } = createFailures(note);
  const options = { envelope: fileEnvelope(nowMicros()), onFailure };
  const question = questionOrError(selection);
  const { inputs, failures } = await inputsOf(paths, () => io.stdin);
  for (const { name, error } of failures) onFailure(name, error);
  const files = await openFiles(inputs);
  files.readGenerally(decidedByPlace(inputs, question.filter));
  let unreadable = 0;
  let batch: AuditRecord[] = [];
  const flush = () => {
    if (batch.length > 0) take(grouped(batch, shape));
    batch = [];
  };
  const add = (record: AuditRecord) => {
    if (record.quarantine) unreadable++;
    else if (batch.push(record) >= BATCH) flush();
  };

  const stop = watchReading(sizeOf(files), reading);
  const { groups, first, last, others } = await trafficOfLines(files, question, shape, options).finally(stop);
  if (groups.length > 0) take({ groups: groups.map(withSample), first, last });
  others.forEach(add);
  await readGenerally(files, question, options, add);
  flush();
  if (unreadable > 0) note(`verbatim: ${counted(unreadable, 'line')} could not be read as an event.`);
  raise();
}

/** Of what the engine reads, in bytes. */
function sizeOf({ inputs, general }: Files): number {
  const others = new Set(general());
  return inputs.reduce((sum, { size }, file) => (others.has(file) ? sum : sum + size), 0);
}

function questionOrError(selection: Selection) {
  try {
    return questionOf(selection, 'all', Date.now() * MICROS_A_MILLISECOND, NOBODY);
  } catch (error) {
    throw withQuery(error, selection.query);
  }
}

function grouped(records: readonly AuditRecord[], shape: TrafficShape): FileTraffic {
  const times = records.map(microsOf);
  return {
    groups: groupEvents(
      records.map(({ event, raw }, i) => ({ event, bytes: raw.length, time: times[i]! })),
      shape,
      sampleOf,
    ),
    first: times.reduce((a, b) => Math.min(a, b)),
    last: times.reduce((a, b) => Math.max(a, b)),
  };
}

function withSample({
  sample,
  ...group
}: Omit<TrafficGroup, 'sample'> & { readonly sample: AuditRecord | undefined }): TrafficGroup {
  return { ...group, sample: sample ? sampleOf(sample.event) : {} };
}

function sampleOf(event: AuditEvent): TrafficSample {
  const { auditID } = event;
  return { ...(auditID ? { auditID } : {}), summary: summaryOf(event, actorOf(event), outcomeOf(event)) };
}

import { NOBODY } from '../../actors/directory.ts';
import { actorOf, outcomeOf } from '../../event/derive.ts';
import type { AuditEvent } from '../../event/event.ts';
import { summaryOf } from '../../event/summary.ts';
import type { TrafficGroup, TrafficSample, TrafficShape } from '../../event/traffic.ts';
import { groupEvents } from '../../policy/simulate/group-events.ts';
import type { Context } from '../context.ts';
import type { Selection } from '../events.ts';
import { withQuery } from '../failure.ts';
import { questionOf } from '../local/question.ts';
import { microsOf } from '../local/reading.ts';
import { createTest } from '../local/record-test.ts';
import { recordsOfFiles } from './events-of-files.ts';

/** Groups of events, and when the first and the last of them happened, in microseconds since the epoch. */
export interface FileTraffic {
  readonly groups: readonly TrafficGroup[];
  readonly first: number;
  readonly last: number;
}

const MICROS_A_MILLISECOND = 1_000;

/** The events of files that a selection is about, in groups that a shape does not tell apart. */
export async function* trafficOfFiles(
  paths: readonly string[],
  selection: Selection,
  shape: TrafficShape,
  context: Context,
): AsyncGenerator<FileTraffic> {
  const matches = createTest(questionOrError(selection));
  for await (const records of recordsOfFiles(paths, context)) {
    const chosen = records.filter(matches);
    if (chosen.length === 0) continue;
    const times = chosen.map(microsOf);
    yield {
      groups: groupEvents(
        chosen.map(({ event, raw }) => ({ event, bytes: raw.length })),
        shape,
        sampleOf,
      ),
      first: times.reduce((a, b) => Math.min(a, b)),
      last: times.reduce((a, b) => Math.max(a, b)),
    };
  }
}

function questionOrError(selection: Selection) {
  try {
    return questionOf(selection, 'all', Date.now() * MICROS_A_MILLISECOND, NOBODY);
  } catch (error) {
    throw withQuery(error, selection.query);
  }
}

function sampleOf(event: AuditEvent): TrafficSample {
  const { auditID } = event;
  return { ...(auditID ? { auditID } : {}), summary: summaryOf(event, actorOf(event), outcomeOf(event)) };
}

import { bounded } from '../render/bounded.ts';
import type { Paint } from '../render/paint.ts';
import { createTable } from '../render/table.ts';
import type { Zone } from '../render/time.ts';
import { visible } from '../render/visible.ts';
import { padEnd, widthOf } from '../render/width.ts';
import { bodySections } from './bodies.ts';
import { type FoundRequest, MAX_STAGES, type Stage } from './find-request.ts';
import { sevenQuestions } from './questions.ts';
import { lastStage } from './stages.ts';
import { TIMELINE_COLUMNS, timelineRows } from './timeline.ts';

export interface DescribeOptions {
  readonly paint: Paint;
  readonly columns: number | undefined;
  readonly zone: Zone;
  readonly bodies: boolean;
}

/** One request for a person: a sentence, the seven questions, its stages, why it was let through, and its bodies. */
export function describeRequest({ stages, more }: FoundRequest, options: DescribeOptions): string {
  const { paint, zone } = options;
  const last = lastStage(stages as readonly [Stage, ...Stage[]]);
  const heading = (title: string) => paint(title.toUpperCase(), 'bold');
  const sections = [
    paint(shown(last.item.summary), 'bold'),
    pairs(sevenQuestions(last.item, zone), paint),
    `${heading('stages')}\n${timeline(stages, options)}`,
  ];
  if (more) sections.push(`Only the first ${MAX_STAGES} records with this auditID are shown; clients may choose it.`);
  if (last.item.quarantine) sections.push(`It could not be read: ${shown(last.item.quarantine.detail)}`);
  const annotations = Object.entries(last.item.event.annotations ?? {});
  if (annotations.length > 0) sections.push(`${heading('annotations')}\n${pairs(annotations, paint)}`);
  if (options.bodies) {
    for (const { title, lines } of bodySections(stages)) {
      sections.push(`${heading(title)}\n${lines.map(shown).join('\n')}`);
    }
  }
  return `${sections.join('\n\n')}\n`;
}

const WHOLE = '-o raw';

function shown(text: string): string {
  return visible(bounded(text, WHOLE));
}

function pairs(entries: readonly (readonly [string, unknown])[], paint: Paint): string {
  const safe = entries.map(([name, value]) => [shown(name), shown(String(value))] as const);
  const width = Math.max(...safe.map(([name]) => widthOf(name)));
  return safe.map(([name, value]) => `${paint(padEnd(name, width), 'dim')}  ${value || '-'}`).join('\n');
}

function timeline(stages: readonly Stage[], { paint, zone }: DescribeOptions): string {
  const rows = timelineRows(
    stages.map(({ item }) => item),
    zone,
  );
  const table = createTable({ columns: TIMELINE_COLUMNS, paint, cutCells: false, sample: rows.length, whole: WHOLE });
  return (table.add(rows) + table.end()).trimEnd();
}

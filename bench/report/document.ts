import { type Table, tableText } from './table.ts';

/** What one case found. */
export interface Section {
  readonly title: string;
  /** What was measured and how, in a sentence or two. */
  readonly about: string;
  readonly table?: Table;
  /** What a reader of the figures should know: surprises, failed comparisons. */
  readonly notes?: readonly string[];
}

/** The heading of the results: where, on what and with what they were taken. */
export function headingText(facts: readonly string[]): string {
  return ['# Results', '', ...facts.map((fact) => `- ${fact}`), ''].join('\n');
}

export function sectionText({ title, about, table, notes = [] }: Section): string {
  const parts = [`## ${title}`, about];
  if (table) parts.push(tableText(table));
  if (notes.length > 0) parts.push(notes.map((note) => `- ${note}`).join('\n'));
  return `\n${parts.join('\n\n')}\n`;
}

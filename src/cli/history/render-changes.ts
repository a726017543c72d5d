import type { FieldChange, HistoryItem } from '../../api/contract.ts';
import { writeExact } from '../../event/exact-json.ts';
import { bounded } from '../render/bounded.ts';
import type { Paint, Style } from '../render/paint.ts';
import { shortTime, type Zone } from '../render/time.ts';
import { visible } from '../render/visible.ts';

export interface ChangesOptions {
  readonly paint: Paint;
  readonly zone: Zone;
  /** Whether differences of versions, managed fields and status are shown. */
  readonly noise: boolean;
}

const INDENT = '    ';
/** Lines of one value that are shown. */
const MAX_LINES = 40;

/** A change as a heading, what it is known from, and its differences, each as lines that begin with - and +. */
export function describeChange(item: HistoryItem, options: ChangesOptions): string {
  const { paint, noise } = options;
  const lines = [heading(item, options), `${INDENT}${paint(shown(circumstances(item)), 'dim')}`];
  for (const one of item.fields) lines.push(...difference(one, options));
  if (item.moreFields > 0)
    lines.push(`${INDENT}… and ${item.moreFields} more fields; -o json has as many as are given`);
  if (noise) for (const one of item.noise) lines.push(...difference(one, options));
  else if (item.noise.length > 0) lines.push(`${INDENT}${paint(hidden(item.noise.length + item.moreNoise), 'dim')}`);
  for (const { detail } of item.notes) lines.push(`${INDENT}${paint(`! ${shown(detail)}`, 'yellow')}`);
  return `${lines.join('\n')}\n`;
}

function hidden(count: number): string {
  return `(${count} of versions, managed fields and status; --noise shows ${count === 1 ? 'it' : 'them'})`;
}

function heading({ time, actor, phrase, effect }: HistoryItem, { paint, zone }: ChangesOptions): string {
  return `${paint(shortTime(time, zone), 'cyan')}  ${paint(shown(actor || 'someone'), 'bold')} ${paint(shown(phrase), STYLES[effect])}`;
}

const STYLES: Readonly<Partial<Record<HistoryItem['effect'], Style>>> = {
  attempted: 'red',
  'dry-run': 'dim',
  unknown: 'yellow',
};

const BASES: Readonly<Record<HistoryItem['basis'], string>> = {
  bodies: 'from the bodies',
  patch: 'from the patch',
  'last-applied': 'from the configuration that was applied',
  metadata: '',
};

function circumstances({ cluster, agent, address, basis, id }: HistoryItem): string {
  const client = [agent?.split(' ', 1)[0], address && `from ${address}`].filter(Boolean).join(' ');
  return [cluster, client, BASES[basis], `id ${id}`].filter(Boolean).join(' · ');
}

function difference({ op, path, before, after, redacted }: FieldChange, { paint }: ChangesOptions): string[] {
  const name = `${INDENT}${shown(path)}${redacted ? paint('  (redacted)', 'yellow') : ''}`;
  const unknown = op === 'set' ? paint('  (before: not known)', 'dim') : op === 'reordered' ? '  (order)' : '';
  const isGone = op === 'removed' && before === undefined;
  return [
    `${name}${isGone ? paint('  removed', 'red') : unknown}`,
    ...side('-', before, paint, 'red'),
    ...side('+', after, paint, 'green'),
  ];
}

function side(sign: '-' | '+', value: unknown, paint: Paint, style: Style): string[] {
  if (value === undefined) return [];
  const text = typeof value === 'string' ? value : writeExact(value, 2);
  const lines = text.split('\n');
  const some = lines.slice(0, MAX_LINES).map((line) => `${INDENT}${paint(`${sign} ${shown(line)}`, style)}`);
  return lines.length > MAX_LINES ? [...some, `${INDENT}  … and ${lines.length - MAX_LINES} more lines`] : some;
}

function shown(text: string): string {
  return visible(bounded(text, '-o json'));
}

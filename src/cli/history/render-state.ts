import { stringify } from 'yaml';
import type { StateAnswer, StateItem } from '../../api/contract.ts';
import type { Paint } from '../render/paint.ts';
import { visible } from '../render/visible.ts';

/** What an object was at a moment: YAML, with what is known of it as comments. */
export function describeState({ at, items, partial }: StateAnswer, paint: Paint): string {
  if (items.length === 0) return `# Nothing is recorded of it until ${at}.\n`;
  return items.map((item) => document(item, at, partial, paint)).join('---\n');
}

function document(item: StateItem, at: string, partial: boolean, paint: Paint): string {
  const comments = commentsOf(item, at, partial).map((line) => `${paint(`# ${visible(line)}`, 'dim')}\n`);
  const yaml = item.body === undefined ? '' : stringify(item.body).split('\n').map(visible).join('\n');
  return comments.join('') + yaml;
}

const HOW = {
  whole: 'as the server answered it',
  sent: 'as it was sent',
  partial: 'only what changes have named',
} as const;

function commentsOf(item: StateItem, at: string, partial: boolean): string[] {
  const { cluster, apiGroup, existence, how, from, applied, missed, missedCount, ended, redacted, bodyLength } = item;
  const lines = [`${[cluster, apiGroup, `at ${at}`].filter(Boolean).join(' ')}: ${existence}`];
  if (ended) lines.push(`ended by ${ended.actor} at ${ended.time} (id ${ended.id})`);
  if (from && how) lines.push(`${HOW[how]}, to ${from.actor} at ${from.time} (id ${from.id})`);
  else lines.push('its body is not known: the audit level was too low');
  if (applied > 0) lines.push(`with ${counted(applied, 'recorded patch', 'recorded patches')} since then`);
  if (missedCount > 0) {
    const last = missed.at(-1);
    lines.push(
      `without ${counted(missedCount, 'change', 'changes')} since then whose content was not recorded; the last by ${last?.actor} at ${last?.time}`,
    );
  }
  if (redacted) lines.push('values were taken out of it before it was kept');
  if (bodyLength !== undefined)
    lines.push(`its body of ${bodyLength} characters is too large to be given; read the event`);
  if (partial) lines.push('there are more events before than were looked at');
  return lines;
}

function counted(count: number, one: string, many: string): string {
  return `${count} ${count === 1 ? one : many}`;
}

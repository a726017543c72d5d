import type { ActorProfile } from '../../../../src/api/contract.ts';
import { formatCount } from '../../ui/format-count.ts';

type Today = Pick<ActorProfile['today'], 'events' | 'usual'>;

/** How a day's number lies to those of the days before, without judging. */
export function volumeText({ events, usual }: Today): string {
  if (!usual) return 'events';
  const { days, least, median, most } = usual;
  const place =
    events > most ? 'more than on any of them' : events < least ? 'fewer than on any of them' : 'within that';
  if (days === 1) return `events. It acted on one day before: ${formatCount(most)} events.`;
  return `events, ${place}. It acted on ${days} of the 28 days before: ${formatCount(least)} to ${formatCount(most)} events a day, half of these days under ${formatCount(median)}.`;
}

/** `3–5, 22`: hours of the clock, those in a row put together. */
export function hoursText(hours: readonly number[]): string {
  if (hours.length === 0) return 'None: only hours in which it acted before.';
  const runs: [first: number, last: number][] = [];
  for (const hour of hours) {
    const run = runs.at(-1);
    if (run && run[1] === hour - 1) run[1] = hour;
    else runs.push([hour, hour]);
  }
  const texts = runs.map(([first, last]) => `${first}–${last + 1} h`);
  return `At ${texts.join(', ')}, as on no day before.`;
}

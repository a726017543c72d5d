import type { TrafficGroup } from '../../event/traffic.ts';
import { compile } from '../compile.ts';
import { presetText } from '../presets/preset.ts';
import { RECOMMENDED } from '../presets/recommended.ts';
import { onePolicy } from '../read/one-policy.ts';
import { attributesOfGroup } from '../simulate/attributes-of-group.ts';
import { createBodyAverages } from '../simulate/body-averages.ts';
import { choose } from './choose.ts';
import { costOf } from './cost.ts';
import { rulesOf } from './rules.ts';
import { writePolicy } from './write.ts';

/** Where every proposal begins. */
export const BASE = onePolicy('preset:verbatim', presetText(RECOMMENDED)).policy;

export interface Suggestion {
  /** As YAML, with comments. */
  readonly policy: string;
  readonly met: boolean;
  readonly bytesADay: {
    readonly budget: number;
    readonly recorded: number;
    /** By what is recommended, without any rule added. */
    readonly recommended: number;
    readonly suggested: number;
  };
  readonly events: number;
  /** Days from the first event to the last. */
  readonly days: number;
}

export interface SuggestOptions {
  /** Bytes a day. */
  readonly budget: number;
  /** Of the first and the last event, in microseconds since the epoch. */
  readonly first: number;
  readonly last: number;
}

const DAY_MICROS = 86_400_000_000;
/** A few events say nothing of a day. */
const LEAST_MICROS = 60_000_000;

/** Proposes a policy that records no more than a budget of traffic such as this. */
export function suggest(groups: readonly TrafficGroup[], { budget, first, last }: SuggestOptions): Suggestion {
  const days = Math.max(last - first, LEAST_MICROS) / DAY_MICROS;
  const averages = createBodyAverages();
  for (const group of groups) averages.add(group);
  const decide = compile(BASE);
  const cost = (group: TrafficGroup, decision: ReturnType<typeof decide>) => costOf(group, decision, averages);
  const traffic = groups.map((group) => {
    const decision = decide(attributesOfGroup(group));
    return { group, decision, bytes: cost(group, decision) };
  });

  const sumOf = (sizes: readonly { readonly bytes: number }[]) => sizes.reduce((sum, { bytes }) => sum + bytes, 0);
  const aDay = (bytes: number) => Math.round(bytes / days);
  const recommended = aDay(sumOf(traffic));
  const added = rulesOf(choose(traffic, budget * days, cost));
  const suggested = aDay(sumOf(traffic));
  const events = groups.reduce((sum, group) => sum + group.events, 0);
  const met = suggested <= budget;
  const head = [
    `Proposed for ${events} recorded events of ${daysText(days)}: ${size(suggested)} a day, with a budget of ${size(budget)} a day.`,
    `What Verbatim recommends would take ${size(recommended)} a day. Only what was recorded is counted.`,
    ...(days < 1 ? ['It is less than a day of traffic: other hours may hold more.'] : []),
    ...(met
      ? []
      : ['The budget cannot be met: what is left is what investigators ask for first, and who changed what.']),
  ];
  return {
    policy: writePolicy(RECOMMENDED.policy, added, {
      head,
      commentOf: ({ about, bytes, events }) => `Saves ${size(aDay(bytes))} a day, of ${aDay(events)} events: ${about}.`,
    }),
    met,
    bytesADay: { budget, recorded: aDay(sumOf(groups)), recommended, suggested },
    events,
    days,
  };
}

function daysText(days: number): string {
  return days < 1 ? `${(days * 24).toFixed(1)} hours` : `${days.toFixed(1)} days`;
}

const SIZES = ['B', 'kB', 'MB', 'GB', 'TB'];

/** In decimal units, as budgets are given. */
function size(bytes: number): string {
  const power = Math.min(SIZES.length - 1, Math.max(0, Math.floor(Math.log10(Math.max(1, bytes)) / 3)));
  return `${power === 0 ? bytes : (bytes / 1000 ** power).toFixed(1)} ${SIZES[power]}`;
}

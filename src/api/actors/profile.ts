import { formatMicros } from '../../event/time.ts';
import { kindOf } from '../../query/actors/kinds.ts';
import { anyOf, isNamed, knownField } from '../../query/actors/whoever-is.ts';
import { bucketsOf } from '../../query/buckets.ts';
import { DEED, readDeed } from '../../query/deed-value.ts';
import type { Filter } from '../../query/filter.ts';
import { LOGINS_FAILED } from '../../query/sensitive-actions.ts';
import { type Zone, zoneNamed } from '../../query/zone.ts';
import type { Answers, ScopedEvents } from '../access/scoped-events.ts';
import { MAX_BUCKETS } from '../contract.ts';
import type { ActorProfile, ProfileQuery } from './contract.ts';
import { type HourCount, weekOf } from './hours.ts';
import { today } from './today.ts';

/** Rows of what an actor did: the verbs and resources of a person, and the most of a controller's. */
const MAX_DEEDS = 50;
/** Values of each other field. */
const MAX_VALUES = 20;

export interface ProfileOptions {
  /** Microseconds since the epoch. */
  readonly now: number;
  readonly signal: AbortSignal;
}

/** What an actor does, and how the last day differs from the weeks before. Throws TIME_INVALID. */
export async function profileOf(
  events: ScopedEvents,
  name: string,
  { timezone = 'UTC', ...span }: ProfileQuery,
  { now, signal }: ProfileOptions,
): Promise<ActorProfile> {
  const zone = zoneNamed(timezone);
  const aliases = events.aliasesOf(name);
  const answers = events.ask(span, isNamed(name));
  const counted = { stages: 'last', signal } as const;
  const top = async (of: Answers, field: string) => [...(await of.groups(field, { ...counted, limit: MAX_VALUES }))];
  const [always, outcomes, logins, hours, deeds, addresses, userAgents, namespaces, clusters, groups, by, as, day] =
    await Promise.all([
      events
        .ask(span.cluster ? { cluster: span.cluster } : {}, isNamed(name))
        .groups('cluster', { ...counted, limit: MAX_CLUSTERS }),
      top(answers, 'outcome'),
      answers.countEach([LOGINS_FAILED], counted),
      hourly(answers, zone, counted),
      answers.groups(DEED, { ...counted, limit: MAX_DEEDS }),
      top(answers, 'sourceIPs'),
      top(answers, 'userAgent'),
      top(answers, 'objectRef.namespace'),
      top(answers, 'cluster'),
      top(answers, 'user.groups'),
      top(events.ask(span, both(isNamed(name), IS_IMPERSONATED)), 'user.username'),
      top(
        events.ask(span, both(authenticatedAs([name, ...aliases.map(({ text }) => text)]), IS_IMPERSONATED)),
        'impersonatedUser.username',
      ),
      today(events, name, { ...span, now, zone, signal }),
    ]);
  return {
    name,
    kind: kindOf(name),
    aliases: aliases.map(({ written, clusters: where, isLearned }) => ({
      alias: written,
      from: isLearned ? 'learned' : 'configured',
      ...(where ? { clusters: [...where] } : {}),
    })),
    ...seen(always),
    outcomes: outcomes.map(({ value, count }) => ({ value, count })),
    failedLogins: { count: logins[0]?.count ?? 0, query: LOGINS_FAILED },
    hours: hours.map(({ at, count }) => ({ time: formatMicros(at), count })),
    week: weekOf(hours, zone),
    deeds: deeds.map(({ value, ...activity }) => ({ ...readDeed(value), ...activity })),
    ...{ addresses, userAgents, namespaces, clusters, groups },
    impersonatedBy: by,
    impersonating: as,
    today: day,
  };
}

/** More than anybody runs. */
const MAX_CLUSTERS = 10_000;

function seen(clusters: readonly { readonly first: string; readonly last: string; readonly count: number }[]) {
  const [first] = clusters.map((one) => one.first).sort();
  const last = clusters
    .map((one) => one.last)
    .sort()
    .at(-1);
  if (first === undefined || last === undefined) return {};
  return { seen: { first, last, count: clusters.reduce((sum, { count }) => sum + count, 0) } };
}

async function hourly(
  answers: Answers,
  zone: Zone,
  options: { readonly stages: 'last'; readonly signal: AbortSignal },
): Promise<HourCount[]> {
  const buckets = bucketsOf('1h', zone);
  const found = await answers.histogram(buckets.sql('time'), { ...options, limit: MAX_BUCKETS });
  return found.map(({ key, count }) => ({ at: key, count }));
}

const IS_IMPERSONATED: Filter = { op: 'exists', field: knownField('impersonatedUser.username') };
const USERNAME = knownField('user.username');

function authenticatedAs(names: readonly string[]): Filter {
  return anyOf(names.map((value): Filter => ({ op: 'equals', field: USERNAME, value, ignoreCase: false })));
}

function both(one: Filter, other: Filter): Filter {
  return { op: 'and', of: [one, other] };
}

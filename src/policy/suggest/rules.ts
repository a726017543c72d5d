import type { PresetResources, PresetRule } from '../presets/preset.ts';
import { ruleFor } from './callers.ts';
import type { Saving } from './choose.ts';

/** A rule that is added, with what it saves over the whole of the traffic. */
export interface AddedRule {
  readonly rule: PresetRule;
  readonly about: string;
  readonly bytes: number;
  readonly events: number;
}

/** Savings of one kind for one user become one rule: its verbs go together, so it covers nothing else. */
export function rulesOf(savings: readonly Saving[]): AddedRule[] {
  const groups = new Map<string, Saving[]>();
  for (const saving of withoutSuperseded(savings)) {
    const key = JSON.stringify([saving.step.about, saving.user]);
    groups.set(key, [...(groups.get(key) ?? []), saving]);
  }
  return [...groups.values()].map(ruleOf);
}

/** Where a later saving covers all of an earlier one, it takes over what that saves: its rule would decide nothing. */
function withoutSuperseded(savings: readonly Saving[]): Saving[] {
  const kept: Saving[] = [];
  for (const saving of savings) {
    const covered = kept.filter((before) => supersedes(saving, before));
    for (const before of covered) kept.splice(kept.indexOf(before), 1);
    const others = covered.filter(({ user }) => user !== saving.user);
    kept.push({
      ...saving,
      bytes: sumOf(covered.map(({ bytes }) => bytes)) + saving.bytes,
      // Those of the same user are counted again by the later saving.
      events:
        sumOf(others.filter(({ step }) => step.level === saving.step.level).map(({ events }) => events)) +
        saving.events,
    });
  }
  return kept;
}

function supersedes(later: Saving, before: Saving): boolean {
  return (
    later.step.verbs === before.step.verbs &&
    (later.user === undefined || later.user === before.user) &&
    (later.step.level === before.step.level || later.step.level === 'None') &&
    kindOf(later) === kindOf(before)
  );
}

function kindOf({ group: { apiGroup, resource, subresource } }: Saving): string {
  return JSON.stringify([apiGroup, resource, subresource]);
}

function sumOf(numbers: readonly number[]): number {
  return numbers.reduce((sum, one) => sum + one, 0);
}

function ruleOf(savings: readonly Saving[]): AddedRule {
  const [{ step, user }] = savings as [Saving];
  const about = user === undefined ? step.about : `${step.about} (${Object.values(ruleFor(user)).flat().join(', ')})`;
  return {
    rule: {
      level: step.level,
      ...(user === undefined ? {} : ruleFor(user)),
      verbs: step.verbs,
      ...(step.paths ? { nonResourceURLs: ['*'] } : { resources: resourcesOf(savings) }),
    },
    about,
    bytes: sumOf(savings.map(({ bytes }) => bytes)),
    events: sumOf(savings.map(({ events }) => events)),
  };
}

function resourcesOf(savings: readonly Saving[]): PresetResources[] {
  const groups = new Map<string, string[]>();
  for (const { group } of savings) {
    const { apiGroup, resource, subresource } = group;
    const name = subresource === '' ? resource : `${resource}/${subresource}`;
    groups.set(apiGroup, [...(groups.get(apiGroup) ?? []), name]);
  }
  return [...groups].map(([group, resources]) => ({ group, resources }));
}

import { describe, expect, test } from 'vitest';
import { lint } from '../lint/lint.ts';
import { readPolicies } from '../read/read-policies.ts';
import { presetText } from './preset.ts';
import { findPreset, PRESETS } from './presets.ts';

describe.each(PRESETS)('$name', (preset) => {
  const { policies, problems } = readPolicies(presetText(preset));

  test('is a valid policy with all of its rules', () => {
    expect([...problems, ...policies.flatMap((one) => one.problems)]).toEqual([]);
    expect(policies[0]?.policy?.rules).toHaveLength(preset.policy.rules.length);
  });

  test('has no rule that another one shadows', () => {
    expect(lint(policies[0]!.policy!).filter(({ check }) => check === 'shadowed-rule')).toEqual([]);
  });
});

test('what is recommended has nothing to mend', () => {
  const [one] = readPolicies(presetText(findPreset('verbatim'))).policies;
  expect(lint(one!.policy!)).toEqual([]);
});

test('names are different', () => expect(new Set(PRESETS.map(({ name }) => name)).size).toBe(PRESETS.length));

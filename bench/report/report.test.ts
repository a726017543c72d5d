import { describe, expect, it } from 'vitest';
import { spreadOf } from '../harness/statistics.ts';
import { sectionText } from './document.ts';
import { short, times, whole, withSpread } from './figures.ts';
import { tableText } from './table.ts';

describe('a figure', () => {
  it.each([
    [whole(78_712.4), '78,712'],
    [whole(1_000_000), '1,000,000'],
    [whole(999), '999'],
    [short(0), '0'],
    [short(0.00412), '0.0041'],
    [short(0.5), '0.500'],
    [short(4.567), '4.57'],
    [short(45.67), '45.7'],
    [short(456.7), '457'],
    [short(45_670), '45,670'],
    [times(31.24), '31.2×'],
    [withSpread(spreadOf([3]), whole), '3'],
    [withSpread(spreadOf([1, 5, 3]), whole), '3 (1 – 5)'],
  ])('%s', (shown, expected) => {
    expect(shown).toBe(expected);
  });
});

it('puts cells under each other and keeps bars within them', () => {
  const text = tableText({
    head: ['what', 'ms'],
    rows: [
      ['a|b', '1'],
      ['×', '1,234'],
    ],
  });
  expect(text.split('\n')).toEqual(['| what |    ms |', '| ---- | ----: |', '| a\\|b |     1 |', '| ×    | 1,234 |']);
});

it('shows a case without figures by what it says', () => {
  expect(sectionText({ title: 'Files', about: 'How fast.', notes: ['Skipped.'] })).toBe(
    '\n## Files\n\nHow fast.\n\n- Skipped.\n',
  );
});

import { expect, test } from 'vitest';
import { matching, matchingGroups, type PaletteItem } from './items.ts';

const item = (label: string, hint?: string): PaletteItem => ({
  href: label,
  label,
  icon: 'search',
  ...(hint ? { hint } : {}),
});
const ITEMS = [item('Overview'), item('Connect a cluster', 'Sources'), item('Explore'), item('Sources')];

test.each([
  ['', ['Overview', 'Connect a cluster', 'Explore', 'Sources']],
  ['SO', ['Sources', 'Connect a cluster']],
  ['cluster connect', ['Connect a cluster']],
  ['  ex ', ['Explore']],
  ['nothing', []],
])('%j finds %j', (text, labels) => {
  expect(matching(ITEMS, text).map(({ label }) => label)).toEqual(labels);
});

test('a group is short, and one without anything is left out', () => {
  const many = Array.from({ length: 20 }, (_, n) => item(`prod-${n}`));
  const groups = [
    { name: 'Pages', items: ITEMS },
    { name: 'Clusters', items: many },
  ];
  expect(matchingGroups(groups, 'prod').map(({ name, items }) => [name, items.length])).toEqual([['Clusters', 7]]);
});

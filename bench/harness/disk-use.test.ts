import { expect, it } from 'vitest';
import { activeNames } from './disk-use.ts';

it.each([
  ['nothing', [], []],
  ['parts that lie side by side', ['all_1_1_0', 'all_2_2_0'], ['all_1_1_0', 'all_2_2_0']],
  [
    'a merged part instead of its origins',
    ['all_1_1_0', 'all_2_2_0', 'all_1_2_1', 'all_3_3_0'],
    ['all_1_2_1', 'all_3_3_0'],
  ],
  ['parts of several partitions', ['20260302_1_4_1', '20260309_2_2_0'], ['20260302_1_4_1', '20260309_2_2_0']],
  ['a part that was merged twice', ['all_1_2_1', 'all_3_3_0', 'all_1_3_2'], ['all_1_3_2']],
  ['no part that is still being written', ['tmp_merge_all_1_2_1', 'detached', 'all_1_1_0'], ['all_1_1_0']],
])('counts %s', (_name, names, active) => {
  expect(activeNames(names)).toEqual(active);
});

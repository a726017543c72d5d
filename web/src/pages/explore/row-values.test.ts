import { expect, test } from 'vitest';
import { labelOf } from './row-values.ts';
import { widthOfColumn } from './table/widths.ts';

test.each(['__proto__', 'constructor', 'toString', 'annotations."x"'])('%s is a name like any other', (name) => {
  expect(labelOf(name)).toBe(name);
  expect(widthOfColumn({ name })).toBe(widthOfColumn({ name: 'user.extra' }));
});

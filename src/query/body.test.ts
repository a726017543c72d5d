import { describe, expect, it } from 'vitest';
import { createLeafCompare, createLeafEquals, leafText, numberOf, reach } from './body.ts';

const POD = {
  kind: 'Pod',
  spec: { containers: [{ image: 'a' }, { image: 'b', ports: [{ port: 80 }] }], list: [[1], 2], none: null },
  'a.b': 1,
};

describe('reach', () => {
  it.each([
    [[], [POD]],
    [['kind'], ['Pod']],
    [['a.b'], [1]],
    [['a', 'b'], []],
    [
      ['spec', 'containers', 'image'],
      ['a', 'b'],
    ],
    [['spec', 'containers', 'ports', 'port'], [80]],
    [['spec', 'containers', '0', 'image'], []],
    [
      ['spec', 'list'],
      [[1], 2],
    ],
    [['spec', 'none'], [null]],
    [['constructor'], []],
    [['kind', 'length'], []],
  ])('%j', (keys, found) => expect(reach(POD, keys)).toEqual(found));

  it('does not look into an array at the top', () => expect(reach([{ a: 1 }], ['a'])).toEqual([]));
});

describe('a leaf', () => {
  it.each([
    ['3', 3, true],
    ['3', '3', true],
    ['3.0', 3, true],
    ['3.0', '3', false],
    ['1e3', 1000, true],
    ['03', 3, false],
    ['true', true, true],
    ['True', true, false],
    ['null', null, false],
    ['{}', {}, false],
  ])('equals %j: %j is %s', (value, leaf, equal) => expect(createLeafEquals(value, (text) => text)(leaf)).toBe(equal));

  it.each([
    ['>', '3', 4, true],
    ['>', '3', '4', false],
    ['>=', '3', 3, true],
    ['<', 'b', 'a', true],
    ['<', 'b', '', false],
    ['<', 'b', 1, false],
    ['>', '\uffff', '😀', true],
  ] as const)('%s %s: %j is %s', (than, value, leaf, holds) =>
    expect(createLeafCompare(than, value)(leaf)).toBe(holds),
  );

  it.each([
    ['a', 'a'],
    [true, 'true'],
    [-0, '0'],
    [3.5, undefined],
    [2 ** 53, undefined],
    [null, undefined],
    [[], undefined],
  ])('%j has the text %s', (leaf, text) => expect(leafText(leaf)).toBe(text));

  it.each([
    ['-1.5e3', -1500],
    ['1e999', undefined],
    ['0x10', undefined],
    ['', undefined],
  ])('%j is the number %s', (text, number) => expect(numberOf(text)).toBe(number));
});

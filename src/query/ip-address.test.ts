import net from 'node:net';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isIPv4, isIPv6 } from './ip-address.ts';

const CASES = [
  ...['', '1.2.3.4', '01.2.3.4', '256.1.1.1', '1.2.3', '1.2.3.4.5', ' 1.2.3.4', '1.2.3.4\n', '٣.2.3.4'],
  ...[
    '::',
    '::1',
    '1::',
    ':::',
    '1:2:3:4:5:6:7:8',
    '1:2:3:4:5:6:7::',
    '::2:3:4:5:6:7:8',
    '1:2:3:4::5:6:7:8',
    '1:2:3:4:5:6:7',
  ],
  ...[
    '::ffff:1.2.3.4',
    '1:2:3:4:5:6:1.2.3.4',
    '1:2:3:4:5:6:7:1.2.3.4',
    '1.2.3.4::',
    '::1.2.3.4:1',
    '12345::',
    'g::',
    '1::2::3',
    ':1',
    '1:',
  ],
];

test.each(CASES)('%j is what node says', (text) => {
  expect([isIPv4(text), isIPv6(text)]).toEqual([net.isIPv4(text), net.isIPv6(text)]);
});

test('so is any text made of what addresses are made of', () => {
  const piece = fc.constantFrom(':', '::', '.', '1', 'ff', '255', '0', '1.2.3.4', 'a:b', 'dead:beef', '10.0.0.1');
  const text = fc.oneof(
    fc.array(piece, { maxLength: 12 }).map((pieces) => pieces.join('')),
    fc.array(fc.constantFrom('1', 'ab', 'ffff', ''), { minLength: 1, maxLength: 9 }).map((groups) => groups.join(':')),
    fc.ipV4(),
    fc.ipV6(),
  );
  fc.assert(
    fc.property(text, (one) => {
      expect([isIPv4(one), isIPv6(one)]).toEqual([net.isIPv4(one), net.isIPv6(one)]);
    }),
    { numRuns: 5_000 },
  );
});

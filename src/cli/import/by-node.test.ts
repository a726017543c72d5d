import { expect, test } from 'vitest';
import { linesByNode } from './by-node.ts';

const event = (n: number) => `{"kind":"Event","auditID":"${n}"}\n`;

test.each<[string, string, [string, string][]]>([
  ['no node', event(1) + event(2), [['', event(1) + event(2)]]],
  ['one node', `m-0 ${event(1)}m-0 ${event(2)}`, [['m-0', `m-0 ${event(1)}m-0 ${event(2)}`]]],
  [
    'several, mixed',
    `a.b ${event(1)}c ${event(2)}a.b ${event(3)}`,
    [
      ['a.b', `a.b ${event(1)}a.b ${event(3)}`],
      ['c', `c ${event(2)}`],
    ],
  ],
  [
    'a last line without its end',
    `a ${event(1)}b {"kind":"Event","auditID":`,
    [
      ['a', `a ${event(1)}`],
      ['b', 'b {"kind":"Event","auditID":'],
    ],
  ],
  ['text is no node', 'error {"a":1}\n\nwarn: x\n', [['', 'error {"a":1}\n\nwarn: x\n']]],
  ['nor is what no node can be called', `A_b ${event(1)} ${event(2)}`, [['', `A_b ${event(1)} ${event(2)}`]]],
  ['nothing', '', []],
])('%s', (_name, text, nodes) => {
  const found = linesByNode(Buffer.from(text));
  expect(found.map(({ node, bytes }) => [node, Buffer.from(bytes).toString()])).toEqual(nodes);
});

import { describe, expect, test } from 'vitest';
import type { Json } from '../diff/json.ts';
import { pathText } from '../diff/path.ts';
import { jsonPatch } from './json-patch.ts';
import { mergePatch } from './merge-patch.ts';
import { readPatch } from './patch.ts';
import { saidBy } from './said.ts';
import { strategicPatch } from './strategic-patch.ts';

describe('a JSON patch: the examples of RFC 6902, appendix A', () => {
  test.each<[string, Json, readonly Json[], Json | undefined]>([
    ['A.1', { foo: 'bar' }, [{ op: 'add', path: '/baz', value: 'qux' }], { baz: 'qux', foo: 'bar' }],
    ['A.2', { foo: ['bar', 'baz'] }, [{ op: 'add', path: '/foo/1', value: 'qux' }], { foo: ['bar', 'qux', 'baz'] }],
    ['A.3', { baz: 'qux', foo: 'bar' }, [{ op: 'remove', path: '/baz' }], { foo: 'bar' }],
    ['A.4', { foo: ['bar', 'qux', 'baz'] }, [{ op: 'remove', path: '/foo/1' }], { foo: ['bar', 'baz'] }],
    ['A.5', { baz: 'qux' }, [{ op: 'replace', path: '/baz', value: 'boo' }], { baz: 'boo' }],
    [
      'A.6',
      { foo: { bar: 'baz', waldo: 'fred' }, qux: { corge: 'grault' } },
      [{ op: 'move', from: '/foo/waldo', path: '/qux/thud' }],
      { foo: { bar: 'baz' }, qux: { corge: 'grault', thud: 'fred' } },
    ],
    [
      'A.7',
      { foo: ['a', 'b', 'c', 'd'] },
      [{ op: 'move', from: '/foo/1', path: '/foo/3' }],
      { foo: ['a', 'c', 'd', 'b'] },
    ],
    ['A.8', { baz: 'qux' }, [{ op: 'test', path: '/baz', value: 'qux' }], { baz: 'qux' }],
    ['A.9', { baz: 'qux' }, [{ op: 'test', path: '/baz', value: 'bar' }], undefined],
    ['A.10', { foo: 'bar' }, [{ op: 'add', path: '/child', value: { g: {} } }], { foo: 'bar', child: { g: {} } }],
    ['A.11', { foo: 'bar' }, [{ op: 'add', path: '/baz', value: 'qux', xyz: 1 }], { foo: 'bar', baz: 'qux' }],
    ['A.12', { foo: 'bar' }, [{ op: 'add', path: '/baz/bat', value: 'qux' }], undefined],
    ['A.14', { '/': 9, '~1': 10 }, [{ op: 'test', path: '/~01', value: 10 }], { '/': 9, '~1': 10 }],
    ['A.15', { '/': 9, '~1': 10 }, [{ op: 'test', path: '/~01', value: '10' }], undefined],
    ['A.16', { foo: ['bar'] }, [{ op: 'add', path: '/foo/-', value: ['abc'] }], { foo: ['bar', ['abc']] }],
    ['the whole', { a: 1 }, [{ op: 'replace', path: '', value: [2] }], [2]],
    ['a place that is not there', { a: [] }, [{ op: 'replace', path: '/a/0', value: 1 }], undefined],
    ['copy', { a: { b: 1 } }, [{ op: 'copy', from: '/a', path: '/c' }], { a: { b: 1 }, c: { b: 1 } }],
    ['no operation', {}, [{ op: 'burn', path: '/a' }], undefined],
    ['no pointer', {}, [{ op: 'remove', path: 'a' }], undefined],
  ])('%s', (_name, value, patch, expected) => expect(jsonPatch(value, patch)).toEqual(expected));
});

describe('a merge patch: the cases of RFC 7396, appendix A', () => {
  test.each<[Json, Json, Json]>([
    [{ a: 'b' }, { a: 'c' }, { a: 'c' }],
    [{ a: 'b' }, { b: 'c' }, { a: 'b', b: 'c' }],
    [{ a: 'b' }, { a: null }, {}],
    [{ a: 'b', b: 'c' }, { a: null }, { b: 'c' }],
    [{ a: ['b'] }, { a: 'c' }, { a: 'c' }],
    [{ a: 'c' }, { a: ['b'] }, { a: ['b'] }],
    [{ a: { b: 'c' } }, { a: { b: 'd', c: null } }, { a: { b: 'd' } }],
    [{ a: [{ b: 'c' }] }, { a: [1] }, { a: [1] }],
    [
      ['a', 'b'],
      ['c', 'd'],
      ['c', 'd'],
    ],
    [{ a: 'b' }, ['c'], ['c']],
    [{ a: 'foo' }, null, null],
    [{ a: 'foo' }, 'bar', 'bar'],
    [{ e: null }, { a: 1 }, { e: null, a: 1 }],
    [[1, 2], { a: 'b', c: null }, { a: 'b' }],
    [{}, { a: { bb: { ccc: null } } }, { a: { bb: {} } }],
  ])('%j with %j', (value, patch, expected) => expect(mergePatch(value, patch)).toEqual(expected));
});

describe('a strategic merge patch', () => {
  const two = {
    containers: [
      { name: 'api', image: 'a:1' },
      { name: 'log', image: 'l:1' },
    ],
  };
  test.each<[string, Json, Json, Json]>([
    [
      'merges elements by their key',
      two,
      { containers: [{ name: 'log', image: 'l:2' }] },
      { containers: [two.containers[0] as Json, { name: 'log', image: 'l:2' }] },
    ],
    [
      'adds elements, in the order that it says',
      two,
      {
        '$setElementOrder/containers': [{ name: 'new' }, { name: 'api' }, { name: 'log' }],
        containers: [{ name: 'new' }],
      },
      { containers: [{ name: 'new' }, ...two.containers] },
    ],
    [
      'removes an element',
      two,
      { containers: [{ name: 'api', $patch: 'delete' }] },
      { containers: [two.containers[1] as Json] },
    ],
    ['replaces a list', two, { containers: [{ $patch: 'replace' }, { name: 'x' }] }, { containers: [{ name: 'x' }] }],
    ['replaces lists without a key', { args: ['a'] }, { args: ['b'] }, { args: ['b'] }],
    ['removes a member', { a: { b: 1, c: 2 } }, { a: { b: null } }, { a: { c: 2 } }],
    ['replaces an object', { a: { b: 1 } }, { a: { $patch: 'replace', c: 2 } }, { a: { c: 2 } }],
    ['removes an object', { a: { b: 1 }, d: 1 }, { a: { $patch: 'delete' } }, { d: 1 }],
    [
      'keeps only some members',
      { s: { type: 'R', r: 1 } },
      { s: { $retainKeys: ['type'], type: 'X' } },
      { s: { type: 'X' } },
    ],
    ['adds to a list of values', { finalizers: ['a'] }, { finalizers: ['a', 'b'] }, { finalizers: ['a', 'b'] }],
    [
      'removes from one',
      { finalizers: ['a', 'b'] },
      { '$deleteFromPrimitiveList/finalizers': ['a'] },
      { finalizers: ['b'] },
    ],
  ])('%s', (_name, value, patch, expected) => expect(strategicPatch(value, patch)).toEqual(expected));
});

test.each<[unknown, string, string | undefined]>([
  [[], 'apps', 'json'],
  [{ apiVersion: 'apps/v1', kind: 'Deployment' }, 'apps', 'apply'],
  [{ spec: {} }, 'apps', 'strategic'],
  [{ spec: {} }, '', 'strategic'],
  [{ spec: {} }, 'rbac.authorization.k8s.io', 'strategic'],
  [{ spec: {} }, 'gateway.networking.k8s.io', 'merge'],
  [{ spec: {} }, 'route.openshift.io', 'merge'],
  [{ a: [{ $patch: 'delete' }] }, 'route.openshift.io', 'strategic'],
  ['text', '', undefined],
  [undefined, '', undefined],
])('%j for %j is %s', (body, group, kind) => expect(readPatch(body, group)?.kind).toBe(kind));

test.each<[Json, string[]]>([
  [{ spec: { replicas: 3, paused: null } }, ['set spec.replicas 3', 'removed spec.paused']],
  [
    { '$setElementOrder/containers': [{ name: 'a' }], containers: [{ name: 'a', image: 'x' }] },
    ['set containers[name=a].image "x"'],
  ],
  [{ containers: [{ name: 'a', $patch: 'delete' }] }, ['removed containers[name=a]']],
  [{ '$deleteFromPrimitiveList/finalizers': ['f'] }, ['removed finalizers']],
  [{ args: ['a'] }, ['set args ["a"]']],
  [
    [
      { op: 'replace', path: '/spec/containers/0/image', value: 'x' },
      { op: 'remove', path: '/a~1b' },
      { op: 'test', path: '/c' },
    ],
    ['set spec.containers[0].image "x"', 'removed ["a/b"]'],
  ],
])('%j says', (body, expected) => {
  const patch = readPatch(body, '');
  const said = patch ? saidBy(patch) : [];
  const text = said.map(
    ({ op, path, after }) => `${op} ${pathText(path)}${after === undefined ? '' : ` ${JSON.stringify(after)}`}`,
  );
  expect(text).toEqual(expected);
});

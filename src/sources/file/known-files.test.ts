import { expect, test } from 'vitest';
import { createKnownFiles } from './known-files.ts';
import { advance, type FilePosition } from './position.ts';

const DAY = 24 * 3600 * 1000;
const content = (name: string) => Buffer.from(name.padEnd(300, '.'));

function position(id: string, inode: string): FilePosition {
  const start = { id, cluster: 'prod', path: `/${id}`, inode, at: 0, start: '', end: '' };
  return advance(start, { bytes: 300, inLongLine: false }, content(id), 0);
}

test('what is saved is known again, the last content of an inode first', () => {
  const before = createKnownFiles({});
  before.put(position('a', '1:1'), 0);
  before.put(position('b', '1:1'), 0);
  const known = createKnownFiles(JSON.parse(JSON.stringify(before.snapshot(0))));
  expect(known.byInode('1:1')?.id).toBe('b');
  expect(known.byId('a')).toEqual(position('a', '1:1'));
  expect(known.startingLike('prod', content('a')).map(({ id }) => id)).toEqual(['a']);
  expect(known.startingLike('dev', content('a'))).toEqual([]);
});

test.each([
  [{}],
  [{ files: 'x' }],
  [{ files: [null, 1, { id: 'a' }, { position: { ...position('a', '1:1'), at: -1 }, seen: 1 }] }],
])('what is no memory is nothing: %j', (saved) => {
  expect(createKnownFiles(saved).all()).toEqual([]);
});

test('a content that grows is found by what it is, not by what it was', () => {
  const known = createKnownFiles({});
  const first = position('a', '1:1');
  known.put(first, 0);
  const longer = Buffer.concat([content('a'), Buffer.alloc(300, 'x')]);
  known.put(advance(first, { bytes: 300, inLongLine: false }, longer, 0), 0);
  expect(known.startingLike('prod', content('a'))).toEqual([]);
  expect(known.startingLike('prod', longer).map(({ at }) => at)).toEqual([600]);
});

test('what has not been there for two weeks is forgotten', () => {
  const known = createKnownFiles({});
  known.put(position('old', '1:1'), 0);
  known.put(position('seen', '1:2'), 0);
  known.saw('seen', 10 * DAY);
  known.snapshot(15 * DAY);
  expect(known.all().map(({ id }) => id)).toEqual(['seen']);
  expect(known.byInode('1:1')).toBeUndefined();
  expect(known.startingLike('prod', content('old'))).toEqual([]);
});

test('a content that was moved leaves its inode to others', () => {
  const known = createKnownFiles({});
  known.put(position('a', '1:1'), 0);
  known.put({ ...position('a', '1:1'), inode: '1:2' }, 0);
  expect(known.byInode('1:1')).toBeUndefined();
  expect(known.byInode('1:2')?.id).toBe('a');
});

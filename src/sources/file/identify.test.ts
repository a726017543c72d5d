import { describe, expect, test } from 'vitest';
import { identify, stands, type Unidentified } from './identify.ts';
import { createKnownFiles } from './known-files.ts';
import { advance, type FilePosition } from './position.ts';

/** Content that is unlike any other of another seed. */
const text = (seed: string, length: number) =>
  Array.from({ length: Math.ceil(length / 16) }, (_, n) => `${seed}${n}`.padEnd(16))
    .join('')
    .slice(0, length);

const contentOf = (all: string) => ({
  at: async (offset: number, length: number) => Buffer.from(all).subarray(offset, offset + length),
});

function read(id: string, inode: string, all: string, at: number): FilePosition {
  const start = { id, cluster: 'prod', path: '/old', inode, at: 0, start: '', end: '' };
  return advance(start, { bytes: at, inLongLine: false }, Buffer.from(all), 0);
}

const A = text('a', 20_000);
const B = text('b', 20_000);

interface Case {
  readonly known?: readonly FilePosition[];
  /** The content, and the inode, of a file that is read elsewhere; it has the id of the first that is known. */
  readonly live?: readonly [all: string, inode: string];
  /** Where a file is that was not looked into yet. */
  readonly awaited?: string;
  readonly more?: Partial<Unidentified>;
}

async function identity(all: string, { known = [], live, awaited, more }: Case = {}) {
  const files = createKnownFiles({});
  for (const position of known) files.put(position, 0);
  const file: Unidentified = {
    cluster: 'prod',
    path: '/new',
    inode: '1:1',
    size: all.length,
    content: contentOf(all),
    isGzip: false,
    isSettled: true,
    isFinished: false,
    ...more,
  };
  const found = await identify(file, {
    known: files,
    isAwaited: (inode) => inode === awaited,
    live: (id) => (live && id === known[0]?.id ? { inode: live[1], ...contentOf(live[0]) } : undefined),
  });
  if (typeof found === 'string') return found;
  const { id, at, mayBeOldTo } = found.position;
  const name = known.some((position) => position.id === id) ? id : 'new';
  return `${name} at ${at}${mayBeOldTo ? ` in doubt to ${mayBeOldTo}` : ''}`;
}

describe('identify', () => {
  test.each<[string, string, Case, string]>([
    ['a file that is new', A, {}, 'new at 0'],
    ['one with a byte order mark', `\ufeff${A}`, {}, 'new at 3'],
    ['the same file, grown', A, { known: [read('a', '1:1', A, 9_000)] }, 'a at 9000'],
    ['the same file, under another name and complete', A, { known: [read('a', '1:1', A, 20_000)] }, 'a at 20000'],
    ['a short one', A.slice(0, 90), { known: [read('a', '1:1', A, 60)] }, 'a at 60'],
    ['another file in its inode', B, { known: [read('a', '1:1', A, 9_000)] }, 'new at 0'],
    ['a copy of one that is gone', A, { known: [read('a', '1:2', A, 9_000)] }, 'a at 9000'],
    [
      'another file in its inode, with the same bytes where reading ended',
      `${B.slice(0, 5_000)}${A.slice(5_000)}`,
      { known: [read('a', '1:1', A, 9_000)] },
      'new at 0',
    ],
    ['of another cluster', A, { known: [{ ...read('a', '1:2', A, 9_000), cluster: 'dev' }] }, 'new at 0'],
    ['one that is alike in too little', A, { known: [read('a', '1:2', A, 200)] }, 'new at 0'],
    ['a copy of one that is there', A, { known: [read('a', '1:2', A, 9_000)], live: [A, '1:2'] }, 'held'],
    [
      'a copy of one that was not looked into yet',
      A,
      { known: [read('a', '1:2', A, 9_000)], awaited: '1:2' },
      'unclear',
    ],
    ['the same file, while it is looked into', A, { known: [read('a', '1:1', A, 9_000)], awaited: '1:1' }, 'a at 9000'],
    [
      'the same file, shorter, while it is looked into',
      A.slice(0, 8_000),
      { known: [read('a', '1:1', A, 9_000)], awaited: '1:1' },
      'new at 0 in doubt to 9000',
    ],
    ['a copy of its beginning', A.slice(0, 8_000), { known: [read('a', '1:2', A, 9_000)], live: [A, '1:2'] }, 'held'],
    [
      'another that begins like one that is there',
      `${A.slice(0, 5_000)}${B}`,
      { known: [read('a', '1:2', A, 9_000)], live: [A, '1:2'] },
      'new at 0 in doubt to 9000',
    ],
    [
      'a short one that begins like one that is there',
      `${A.slice(0, 5_000)}${B}`.slice(0, 8_000),
      { known: [read('a', '1:2', A, 9_000)], live: [A, '1:2'] },
      'new at 0 in doubt to 9000',
    ],
    ['a copy that may be growing', A.slice(0, 8_000), { known: [read('a', '1:2', A, 9_000)] }, 'unclear'],
    [
      'a copy that has stopped growing',
      A.slice(0, 8_000),
      { known: [read('a', '1:2', A, 9_000)], more: { isFinished: true } },
      'new at 0 in doubt to 9000',
    ],
    ['the same file, shorter', A.slice(0, 8_000), { known: [read('a', '1:1', A, 9_000)] }, 'new at 0 in doubt to 9000'],
    [
      'a copy of which two were read',
      A,
      { known: [read('a', '1:2', A, 9_000), read('b', '1:3', A, 12_000)] },
      'b at 12000',
    ],
    [
      'a packed copy of one that is there',
      A,
      { known: [read('a', '1:2', A, 9_000)], live: [A, '1:2'], more: { isGzip: true } },
      'held',
    ],
    ['few bytes that may grow', A.slice(0, 90), { more: { isSettled: false } }, 'unclear'],
    ['nothing', '', {}, 'unclear'],
  ])('%s', async (_name, all, given, expected) => {
    expect(await identity(all, given)).toBe(expected);
  });

  test.each([1, 255, 256, 511, 512, 4095, 4096, 4097, 9_000])(
    'a position at %i stands only in its content',
    async (at) => {
      const position = read('a', '1:1', A, at);
      expect(await stands(contentOf(A), position)).toBe(true);
      expect(await stands(contentOf(B), position)).toBe(false);
      expect(await stands(contentOf(A.slice(0, at - 1)), position)).toBe(false);
    },
  );
});

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createAssembler } from './assemble.ts';
import { createLineCutter } from './cut-lines.ts';
import { cutStretch } from './cut-stretch.ts';

const HEAD = '2026-02-24 05:34:00.897  INFO 7594 --- [nio-1] io.pivotal.pks.cluster.ClusterService    : ';
const OPENS = `${HEAD}Action 'create-cluster' by user 'ann'. Details: class ClusterParameters {`;
const ENTRY = [OPENS, '         workers: 3', '         inner: class X {', '         }', '}'];
const WHOLE = `${HEAD}Action 'delete-cluster' by user 'ann', cluster name: 'red'`;
const SENDER = 'Feb 24 05:34:00 10.1.0.9 pks-api/rs2: ';
const OTHER = 'Feb 24 05:34:00 10.1.0.9 uaa/rs2: ';

/** What one sender's lines become; a number lets so many milliseconds go by. */
function assemble(steps: readonly (string | number)[], options = {}): string[] {
  const assembler = createAssembler(options);
  const entries: Uint8Array[] = [];
  let now = 0;
  for (const step of steps) {
    if (typeof step === 'string') entries.push(...assembler.push(Buffer.from(step), now));
    else {
      now += step;
      entries.push(...assembler.expire(now));
    }
  }
  entries.push(...assembler.end());
  expect(assembler.held()).toBe(0);
  return entries.map(String);
}

const entry = ENTRY.join('\n');
const behind = (header: string, lines: readonly string[]) => lines.map((line) => `${header}${line}`);

describe('createAssembler', () => {
  test.each<[string, (string | number)[], string[]]>([
    ['lines as they are', ['a', '', '{"a":1}', '[x] b'], ['a', '', '{"a":1}', '[x] b']],
    ['an entry of several lines', [...ENTRY, 'after'], [entry, 'after']],
    ['an entry on one line', [WHOLE, '  after'], [WHOLE, '  after']],
    ['an entry that another cuts', [...ENTRY.slice(0, 2), ...ENTRY], [ENTRY.slice(0, 2).join('\n'), entry]],
    ['an entry that never ends', ENTRY.slice(0, 3), [ENTRY.slice(0, 3).join('\n')]],
    [
      'an entry whose lines were trimmed',
      ENTRY.map((line) => line.trim()),
      [ENTRY.map((line) => line.trim()).join('\n')],
    ],
    ['lines behind syslog headers', behind(SENDER, ENTRY), [behind(SENDER, ENTRY).join('\n')]],
    [
      'lines of several programs, mixed',
      behind(SENDER, ENTRY).flatMap((line, i) => [line, `${OTHER}${i}`]),
      [...ENTRY.keys()]
        .slice(0, 4)
        .map((i) => `${OTHER}${i}`)
        .concat(behind(SENDER, ENTRY).join('\n'), `${OTHER}4`),
    ],
    ['a line that comes too late', [...ENTRY.slice(0, 4), 1999, 2000, '}'], [ENTRY.slice(0, 4).join('\n'), '}']],
    ['several entries on a line', [`${WHOLE} ${WHOLE} ${ENTRY.join(' ')}`], [WHOLE, WHOLE, ENTRY.join(' ')]],
    ['several entries behind a header', [`${SENDER}${WHOLE} ${WHOLE}`], [`${SENDER}${WHOLE}`, WHOLE]],
    ['what only looks like one', [`${WHOLE}, plan: '${WHOLE}'`], [`${WHOLE}, plan: '${WHOLE}'`]],
    ['what looks like one behind other text', [`x ${WHOLE} ${WHOLE}`], [`x ${WHOLE} ${WHOLE}`]],
    ['what only looks like one in braces', [`${WHOLE} {${WHOLE} }`], [`${WHOLE} {${WHOLE} }`]],
  ])('gives %s', (_name, steps, entries) => {
    expect(assemble(steps)).toEqual(entries);
  });

  test('an entry is not longer than allowed, and not more than allowed wait', () => {
    const maxBytes = entry.length - 1;
    expect(assemble(ENTRY, { maxBytes })).toEqual([ENTRY.slice(0, -1).join('\n'), '}']);
    const openers = ['a', 'b', 'c'].map((program) => `Feb 24 05:34:00 h ${program}: ${OPENS}`);
    const assembler = createAssembler({ maxOpen: 2 });
    const given = openers.map((line, now) => assembler.push(Buffer.from(line), now).map(String));
    expect(given).toEqual([[], [], [openers[0]]]);
    expect(assembler.due()).toBe(2001);
  });

  test('gives every line once, whatever comes', () => {
    const step = fc.oneof(
      fc.constantFrom(...ENTRY, WHOLE, 'x', ...behind(SENDER, ENTRY), `${OTHER}x`, `${OTHER}${OPENS}`),
      fc.integer({ min: 0, max: 3000 }),
    );
    fc.assert(
      fc.property(fc.array(step, { maxLength: 20 }), (steps) => {
        const lines = steps.filter((line) => typeof line === 'string');
        const given = assemble(steps, { maxOpen: 2 }).flatMap((text) => text.split('\n'));
        expect(given.sort()).toEqual(lines.sort());
      }),
    );
  });
});

describe('cutting streams and files', () => {
  const text = `{"a":1}\n${entry}\n[x] uaa\n${WHOLE} ${WHOLE}\n${behind(SENDER, ENTRY).join('\n')}\n{"b":1}\n${ENTRY.slice(0, 3).join('\n')}`;
  const events = [
    '{"a":1}',
    entry,
    '[x] uaa',
    WHOLE,
    WHOLE,
    behind(SENDER, ENTRY).join('\n'),
    '{"b":1}',
    ENTRY.slice(0, 3).join('\n'),
  ];

  function cutStream(lines: string, size: number): string[] {
    const cutter = createLineCutter();
    const found: string[] = [];
    for (let at = 0; at < lines.length; at += size)
      for (const { raw } of cutter.push(Buffer.from(lines.slice(at, at + size)))) found.push(String(raw));
    return [...found, ...cutter.end().map(({ raw }) => String(raw))];
  }

  /** A file that is read in turns, in each of which `step` more bytes are there. */
  function cutFile(lines: string, step: number, maxLineBytes: number): string[] {
    const bytes = Buffer.from(lines);
    const found: string[] = [];
    let at = 0;
    let inLongLine = false;
    for (let seen = step; ; seen += step) {
      const final = seen >= bytes.length;
      const start = at;
      for (const line of cutStretch(bytes.subarray(at, seen), { final, inLongLine, maxLineBytes })) {
        for (const { raw } of line.events) found.push(String(raw));
        at = start + line.end;
        inLongLine = line.inLongLine;
      }
      if (final) return found;
    }
  }

  test('an entry of several lines is one event, whatever the pieces are', () => {
    for (const size of [1, 7, 100, text.length]) {
      expect(cutStream(text, size)).toEqual(events);
      expect(cutFile(text, size, 100_000)).toEqual(events);
    }
  });

  test('a file gives the same events however it grows, also where a line may not be long', () => {
    const line = fc.constantFrom(...ENTRY, WHOLE, 'x', '{"a":1}', ...behind(SENDER, ENTRY), '', '{"a":');
    fc.assert(
      fc.property(
        fc.array(line, { maxLength: 12 }),
        fc.integer({ min: 1, max: 60 }),
        fc.constantFrom(30, 150, 250, 100_000),
        (lines, step, maxLineBytes) => {
          const content = lines.join('\n');
          expect(cutFile(content, step, maxLineBytes)).toEqual(cutFile(content, content.length + 1, maxLineBytes));
        },
      ),
      { numRuns: 300 },
    );
  });
});

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createLineCutter } from '../decode/cut-lines.ts';
import type { FileRun } from '../event/file-part.ts';
import { createFilePlaces, type PlacedEvent } from './file-places.ts';
import { runsOf } from './file-runs.ts';

/** The events of a text that comes in pieces of a size, with their places. */
function placed(text: Buffer, size: number): PlacedEvent[] {
  const cutter = createLineCutter();
  const places = createFilePlaces(0);
  const events: PlacedEvent[] = [];
  for (let at = 0; at < text.length; at += size) {
    const piece = text.subarray(at, at + size);
    places.push(piece);
    events.push(...places.find(cutter.push(piece)));
  }
  events.push(...places.find(cutter.end()));
  places.end();
  return events;
}

function written(events: readonly PlacedEvent[], runs: readonly FileRun[]): string {
  return runs
    .toSorted((a, b) => a.at - b.at)
    .map(({ first, before, after }) => {
      const texts = after.flatMap(([count, text]) => Array<string>(count).fill(text));
      return before + texts.map((text, i) => Buffer.from(events[first + i]!.raw).toString('latin1') + text).join('');
    })
    .join('');
}

const EVENT = '{"kind":"Event","apiVersion":"audit.k8s.io/v1","verb":"get"}';

test.each<[string, string]>([
  ['lines', `${EVENT}\n${EVENT}\n`],
  ['no line end at the end', `${EVENT}\n${EVENT}`],
  ['line ends of Windows, empty lines, spaces', `\r\n${EVENT}\r\n\r\n  ${EVENT} \t\r\n\n`],
  ['text', 'hello\nworld\n\n{"a":\n'],
  ['a list', `{"kind":"EventList","metadata":{},"items":[\n  {},\n  ${EVENT}\n]}\n${EVENT}\n`],
  ['a list whose head holds what its items are', `{"kind":"EventList","metadata":{},"items":[{},{}]}\n`],
  ['a document', `${JSON.stringify({ kind: 'Event', user: { username: 'a' } }, undefined, 2)}\n${EVENT}\n`],
  ['an array', `[${EVENT},\n${EVENT}]\n`],
  ['bytes that are no UTF-8', `\xff\xfe\n${EVENT}\n\xe4`],
])('what is put together again is what came: %s', (_name, text) => {
  for (const size of [1, 7, 1_000]) {
    const events = placed(Buffer.from(text, 'latin1'), size);
    expect(written(events, runsOf(events.map(({ place }) => place)))).toBe(text);
  }
});

test('any text, in pieces of any size', () => {
  const part = fc.constantFrom(
    EVENT,
    '\n',
    '\n',
    ' ',
    '\r\n',
    '{',
    '}',
    '[',
    ']',
    ',',
    '{}',
    'x',
    '{"kind":"EventList","items":[',
    '\xff',
  );
  fc.assert(
    fc.property(fc.array(part, { maxLength: 30 }), fc.integer({ min: 1, max: 50 }), (parts, size) => {
      const text = parts.join('');
      const events = placed(Buffer.from(text, 'latin1'), size);
      if (events.length === 0) return;
      expect(written(events, runsOf(events.map(({ place }) => place)))).toBe(text);
    }),
    { numRuns: 500 },
  );
});

test('entries that are left out leave two runs, each with what follows its own', () => {
  const text = 'a\nb\r\nc\nd\n';
  const events = placed(Buffer.from(text), 100);
  const kept = [events[0], events[2], events[3]].map((event) => event?.place);
  expect(runsOf(kept)).toEqual([
    { first: 0, entries: 1, at: 0, before: '', after: [[1, '\n']] },
    { first: 1, entries: 2, at: 5, before: '', after: [[2, '\n']] },
  ]);
});

test('filler that is longer than a record may note is one line end', () => {
  const events = placed(Buffer.from(`a\n${' '.repeat(300_000)}b\n`), 1_000_000);
  expect(runsOf(events.map(({ place }) => place))).toMatchObject([{ after: [[2, '\n']] }]);
});

test('an event that does not stand there as it is has no place, nor has what follows it', () => {
  const places = createFilePlaces(10);
  places.push(Buffer.from('a\nb\nc\n'));
  const found = places.find(
    ['a', 'x', 'c'].map((raw) => ({ raw: Buffer.from(raw), structure: { depth: 0, containers: 0 } })),
  );
  places.end();
  expect(found.map(({ place }) => place?.at)).toEqual([10, undefined, undefined]);
  expect(runsOf(found.map(({ place }) => place))).toEqual([
    { first: 0, entries: 1, at: 10, before: '', after: [[1, '']] },
  ]);
});

import { describe, expect, test } from 'vitest';
import { actorOf, timeOf } from '../../event/derive.ts';
import { createLineCutter } from '../cut-lines.ts';
import { cutStretch } from '../cut-stretch.ts';
import { decode } from '../decode.ts';
import { NO_STRUCTURE, type ReceivedEvent } from '../received.ts';
import { ENVELOPE } from '../testing/envelope.ts';
import { formatContract } from '../testing/format-contract.ts';
import { readFixtures } from '../testing/read-fixtures.ts';
import { dockerJson } from './format.ts';

const fixtures = readFixtures(import.meta.url);
formatContract({
  format: dockerJson,
  fixtures,
  adversarial: ['{"log":"', '{"log":"a"}\n', '{"log":"\\n","stream":"a","time":"b"}\n', '\\\\'],
});

const read = (text: string, format?: string) =>
  decode(Buffer.from(text), NO_STRUCTURE, { ...ENVELOPE, ...(format ? { format } : {}) });
const piece = (log: string, stream = 'stdout') => JSON.stringify({ log, stream, time: '2026-03-01T08:20:01.5Z' });

test.each([
  ['mke', 'alice', '2026-03-01T08:20:01.5Z'],
  ['mke', 'alice', '2026-03-01T08:20:02.5Z'],
  [undefined, 'bob', '2026-03-01T08:20:03.000001Z'],
  ['pks', 'carol', '2026-03-01T08:20:04.187000Z'],
])('a line of the platform %s, done by %s at %s', (platform, actor, time) => {
  const reading = fixtures.map((line) => read(line)).find(({ event }) => event && timeOf(event, '') === time);
  expect([reading?.platform, reading?.event && actorOf(reading.event)]).toEqual([platform, actor]);
});

describe('what is in it', () => {
  test('has the time of the wrapping where it has none', () => {
    const { event } = read(piece('{"auditID":"a","verb":"get"}\n'));
    expect(event).toMatchObject({ verb: 'get', requestReceivedTimestamp: '2026-03-01T08:20:01.5Z' });
  });

  test.each([
    ['\n', 'empty-line'],
    ['{"level":"info","msg":"x","time":"t"}\r\n', 'controller-log'],
  ])('%j is skipped', (log, reason) => {
    expect(read(piece(log)).skip?.reason).toBe(reason);
  });

  test.each(['hello\n', '{"a":1}\n', '{"auditID":"a"'])('%j is kept as what cannot be read', (log) => {
    expect(read(piece(log)).quarantine).toBeDefined();
  });

  test('is read where the source’s format is that of the container', () => {
    const line = fixtures.find((one) => one.includes('docker-swarm')) ?? '';
    expect(read(line, 'mke').event).toEqual(read(line).event);
    expect(read(line, 'mke').event).toBeDefined();
  });
});

test.each([
  '{"log":"a","stream":"stdout"}',
  '{"log":"a","stream":"b","time":"c","x":1}',
  '{"log":5,"stream":"b","time":"c"}',
])('%s is something else', (text) => {
  expect(read(text, 'docker-json').quarantine?.reason).toBe('not-an-event');
});

const PIECE = 16 * 1024;
const event = (size: number) =>
  `${JSON.stringify({ auditID: 'long', verb: 'get', stageTimestamp: '2026-03-01T08:20:01Z', x: 'y"\\'.repeat(size / 3) })}\n`;
/** As Docker splits a line: in pieces of 16 KiB, of which the last one ends with the line's end. */
const split = (line: string, stream?: string, size = PIECE) =>
  line.match(new RegExp(`[^]{1,${size}}`, 'g'))?.map((part) => piece(part, stream)) ?? [];

/** The entries of a stream, as texts: the same of lines that arrive and of a file. */
function entriesOf(text: string): string[] {
  const bytes = Buffer.from(text);
  const whole = createLineCutter();
  const events = [...whole.push(bytes), ...whole.end()];
  const file = [...cutStretch(bytes, { final: true, inLongLine: false, maxLineBytes: 1024 * 1024 })];
  const texts = textsOf(events);
  expect(textsOf(file.flatMap((line) => line.events))).toEqual(texts);
  return texts;
}

function textsOf(events: readonly ReceivedEvent[]): string[] {
  return events.map(({ raw }) => Buffer.from(raw).toString());
}

describe('pieces', () => {
  const pieces = split(event(24_000));
  const one = piece('{"auditID":"one"}\n');

  test('of one line are one entry, which is read', () => {
    expect(pieces).toHaveLength(3);
    const entries = entriesOf([one, ...pieces, one, ...pieces].join('\n'));
    expect(entries).toEqual([one, pieces.join('\n'), one, pieces.join('\n')]);
    expect(read(entries[1] ?? '').event).toMatchObject({ auditID: 'long', verb: 'get' });
  });

  test('are the same however they arrive', () => {
    const small = split(event(90), 'stdout', 30);
    const bytes = Buffer.from([one, ...small, one, ''].join('\n'));
    for (let at = 1; at < bytes.length; at++) {
      const cutter = createLineCutter();
      const parts = [bytes.subarray(0, at), bytes.subarray(at)];
      expect(textsOf([...parts.flatMap((part) => cutter.push(part)), ...cutter.end()])).toEqual([
        one,
        small.join('\n'),
        one,
      ]);
    }
  });

  test('of any size are', () => {
    const small = split(event(40), 'stdout', 30);
    expect(entriesOf([one, ...small, one].join('\n'))).toEqual([one, small.join('\n'), one]);
  });

  test('with escapes at their ends are', () => {
    const odd = [piece(`{"auditID":"a","x":"${'y'.repeat(PIECE)}\\`), piece('n"}\n')];
    expect(entriesOf(odd.join('\n'))).toEqual([odd.join('\n')]);
    expect(entriesOf([piece('{"auditID":"\\\\n'), piece('"}\n')].join('\n'))).toHaveLength(1);
  });

  test('of two streams are not', () => {
    const mixed = [pieces[0] ?? '', piece('x\n', 'stderr'), ...pieces.slice(1)];
    expect(entriesOf(mixed.join('\n'))).toEqual([mixed[0], mixed[1], mixed.slice(2).join('\n')]);
  });

  test('that a container left when it stopped are not, and what begins anew is read', () => {
    const left = piece('{"auditID":"lef');
    expect(entriesOf([left, one].join('\n'))).toEqual([left, one]);
  });

  test('beyond what an entry may have are not', () => {
    const cutter = createLineCutter(3 * PIECE);
    const bytes = Buffer.from(`${split(event(100_000)).join('\n')}\n${one}\n`);
    const texts = textsOf([...cutter.push(bytes), ...cutter.end()]);
    expect(texts.join('\n')).toBe(bytes.toString().trimEnd());
    expect(texts.at(-1)).toBe(one);
  });

  test('of which the rest is missing are waited for until the end', () => {
    const cutter = createLineCutter();
    const [first = '', second = ''] = pieces;
    expect(cutter.push(Buffer.from(`${first}\n${second}\n`))).toEqual([]);
    expect(textsOf(cutter.end())).toEqual([`${first}\n${second}`]);
    const file = [
      ...cutStretch(Buffer.from(`${first}\n`), { final: false, inLongLine: false, maxLineBytes: 1024 * 1024 }),
    ];
    expect(file).toEqual([]);
    expect(read(`${first}\n${second}`).quarantine).toBeDefined();
  });
});

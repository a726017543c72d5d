import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { actorOf, outcomeOf, timeOf } from '../../event/derive.ts';
import { decode } from '../decode.ts';
import { detect } from '../detect.ts';
import { Entry } from '../entry.ts';
import type { Format } from '../format.ts';
import type { Reading } from '../reading.ts';
import { NO_STRUCTURE } from '../received.ts';
import { checkEvent } from '../shape.ts';
import { ENVELOPE } from './envelope.ts';

export interface FormatSuite {
  readonly format: Format;
  /** Lines of our own in this format: what is mutated, repeated and read. */
  readonly fixtures: readonly string[];
  /** Pieces of text at which this format's reader could begin to look again and again. */
  readonly adversarial?: readonly string[];
}

/** What a hostile line is made of: openings that are never closed, and what many readers go back to. */
const ADVERSARIAL = ['{', '[', '{"a":', '"', '\\', '(', "'", '=', ' ', ', ', ': ', 'a', '\u0000', '<1>', '}'];
/** Fixtures behind which a hostile line goes on. */
const MAX_HEADS = 6;
const LARGE = 1024 * 1024;
/** One second is promised; this is CPU time, and the machine of a test may be slow. */
const MAX_CPU_MICROS = 2_000_000;

/** What every format does. To be called from the format's own test. */
export function formatContract({ format, fixtures, adversarial = [] }: FormatSuite): void {
  const read = (text: string | Buffer) =>
    decode(Buffer.from(text as string), NO_STRUCTURE, { ...ENVELOPE, format: format.name });

  describe(`${format.name}: the contract of formats`, () => {
    test.each(format.kinds.map((kind) => [kind.name, kind] as const))(
      '%s becomes what its entry says',
      (_name, kind) => {
        expect(kind.example).toContain(kind.identifiedBy);
        expect(detect(new Entry(Buffer.from(kind.example)))?.name).toBe(format.name);
        const reading = decode(Buffer.from(kind.example), NO_STRUCTURE, ENVELOPE);
        expect(reading.quarantine).toBeUndefined();
        expect(said(reading)).toMatchObject(kind.becomes);
      },
    );

    test('kinds have names of their own', () => {
      const names = format.kinds.map(({ name }) => name);
      expect(new Set(names).size).toBe(names.length);
    });

    test('reads its fixtures: each is of this format, and is read or passed over', () => {
      expect(fixtures.length).toBeGreaterThan(0);
      for (const line of fixtures) {
        expect(detect(new Entry(Buffer.from(line)))?.name, line).toBe(format.name);
        expect(read(line).quarantine, line).toBeUndefined();
      }
    });

    test('reads the same bytes in the same way, and leaves them as they are', () => {
      for (const line of fixtures) {
        const raw = Buffer.from(line);
        const first = decode(raw, NO_STRUCTURE, ENVELOPE);
        expect(raw.toString()).toBe(line);
        expect(decode(raw, NO_STRUCTURE, ENVELOPE)).toEqual(first);
      }
    });

    test('gives events in the shape of audit.k8s.io, with a time that can be read', () => {
      for (const line of fixtures) {
        const { event } = read(line);
        if (!event) continue;
        expect(checkEvent(structuredClone(event)), line).toBeUndefined();
        expect(timeOf(event, ''), line).not.toBe('');
      }
    });

    test('never throws, whatever becomes of a line', () => {
      const line = fc.constantFrom(...fixtures, ...format.kinds.map(({ example }) => example));
      fc.assert(
        fc.property(line, fc.array(mutation, { minLength: 1, maxLength: 4 }), (text, mutations) => {
          const raw = mutations.reduce<Buffer>((bytes, mutate) => mutate(bytes), Buffer.from(text));
          const before = Buffer.from(raw);
          for (const envelope of [ENVELOPE, { ...ENVELOPE, format: format.name }]) {
            const { event } = decode(raw, NO_STRUCTURE, envelope);
            if (event) expect(checkEvent(structuredClone(event))).toBeUndefined();
          }
          expect(raw.equals(before)).toBe(true);
        }),
        { numRuns: 500 },
      );
    });

    test('takes time in proportion to the length of a line, however hostile', () => {
      const pieces = [...ADVERSARIAL, ...adversarial];
      const heads = ['', ...fixtures.slice(0, MAX_HEADS).flatMap((line) => [line, line.slice(0, line.length >> 1)])];
      const lines = pieces.flatMap((piece) =>
        (adversarial.includes(piece) ? heads : heads.slice(0, 3)).map(
          (head) => head + piece.repeat(LARGE / piece.length),
        ),
      );
      for (const line of lines) {
        const raw = Buffer.from(line);
        const before = process.cpuUsage();
        detect(new Entry(raw));
        decode(raw, NO_STRUCTURE, { ...ENVELOPE, format: format.name });
        const { user, system } = process.cpuUsage(before);
        expect(user + system, `${line.slice(0, 40)}… of ${line.slice(-10)}`).toBeLessThan(MAX_CPU_MICROS);
      }
    });
  });
}

/** What a reading says in the words of the catalogue. */
function said({ event, ...reading }: Reading): Record<string, unknown> {
  if (!event) return {};
  const { resource, subresource, name } = event.objectRef ?? {};
  return {
    platform: reading.platform ?? ENVELOPE.platform,
    component: reading.component ?? ENVELOPE.component,
    actor: actorOf(event),
    verb: event.verb,
    resource,
    subresource,
    name,
    outcome: outcomeOf(event),
  };
}

/** Something that happens to lines: a cut, a piece twice, other bytes. */
const mutation: fc.Arbitrary<(bytes: Buffer) => Buffer> = fc
  .record({
    kind: fc.constantFrom('cut', 'drop', 'double', 'insert', 'replace'),
    at: fc.double({ min: 0, max: 1, noNaN: true }),
    size: fc.integer({ min: 1, max: 40 }),
    bytes: fc.oneof(
      fc.uint8Array({ minLength: 1, maxLength: 8 }),
      fc
        .constantFrom('null', '[]', '{}', '"', "'", '5', 'true', '\\u0000', '999999999999')
        .map((text) => Buffer.from(text)),
    ),
  })
  .map(({ kind, at, size, bytes }) => (line) => {
    const start = Math.floor(at * line.length);
    const [head, piece, tail] = [
      line.subarray(0, start),
      line.subarray(start, start + size),
      line.subarray(start + size),
    ];
    switch (kind) {
      case 'cut':
        return head;
      case 'drop':
        return Buffer.concat([head, tail]);
      case 'double':
        return Buffer.concat([head, piece, piece, tail]);
      case 'insert':
        return Buffer.concat([head, bytes, piece, tail]);
      default:
        return Buffer.concat([head, bytes, tail]);
    }
  });

import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { generate } from '../bench/generator/generate.ts';
import { canonicalEvents } from '../src/decode/kubernetes/canonical-events.ts';
import { readEntry } from '../src/decode/read-entry.ts';
import type { AuditEvent } from '../src/event/event.ts';
import type { Envelope } from '../src/event/record.ts';
import { sourceOf } from '../src/event/words.ts';
import { createBatchEncoder } from '../src/store/encode-batch.ts';
import { nativeRows } from './support/native-rows.ts';

const ENVELOPE: Envelope = {
  cluster: 'prod',
  platform: 'kubernetes',
  component: 'kube-apiserver',
  node: '',
  source: 'test',
  receivedAt: '2026-03-01T00:00:00.000000Z',
};

const RUNS = process.env.VERBATIM_TEST_LONG ? 1_000_000 : 5_000;
const TIMEOUT_MS = process.env.VERBATIM_TEST_LONG ? 3_600_000 : 60_000;

const generated = (level: 'Metadata' | 'RequestResponse') => [
  ...generate({ seed: 5, from: '2026-03-02T09:00:00Z', count: 200, level, bodyBytes: 600 }),
];
const lines = [
  ...readFileSync(new URL('fixtures/kubernetes/v1.log', import.meta.url), 'utf8')
    .trim()
    .split('\n'),
  ...generated('Metadata'),
  ...generated('RequestResponse'),
];
const events = [...lines, ...lines.map((line) => line.replace(/^{"kind":"Event","apiVersion":"[^"]*",/, '{'))];

// They are used on and on, as what they remember must not change what they read.
const scanned = createBatchEncoder();
const parsed = createBatchEncoder();

/** What means something to a reader of JSON, of Go's JSON, or of this layout. */
const TOKENS = [
  ...[
    '"',
    '\\',
    ',',
    ':',
    '{',
    '}',
    '[',
    ']',
    '{}',
    '[]',
    '""',
    '","',
    '"":',
    'null',
    'true',
    '0',
    '-',
    '1e9',
    '01',
    '7',
  ],
  ...[
    ' ',
    '\n',
    '\t',
    '\0',
    '\x7f',
    '<',
    '&',
    '\u2028',
    'é',
    '😀',
    '\\u0000',
    '\\ud800',
    '\\u003c',
    '\\u0041',
    '\\"',
    '\\/',
  ],
  ...['__proto__', '"__proto__":', '"items":[', ',"name":', '"resource":', ',"code":', '"metadata":{}', ',"uid":""'],
];

/** One change of a text. Places are shares of its length, so that they mean the same whatever was changed before. */
const change = fc.oneof(
  fc.record({ how: fc.constant('put' as const), at: fc.nat(9_999), token: fc.constantFrom(...TOKENS) }),
  fc.record({ how: fc.constant('cut' as const), at: fc.nat(9_999), length: fc.integer({ min: 1, max: 12 }) }),
  fc.record({ how: fc.constant('cutValue' as const), at: fc.nat(9_999) }),
  fc.record({ how: fc.constant('swap' as const), at: fc.nat(9_999), token: fc.constantFrom(...TOKENS) }),
  fc.record({ how: fc.constant('repeat' as const), at: fc.nat(9_999), length: fc.integer({ min: 1, max: 60 }) }),
);
type Change = typeof change extends fc.Arbitrary<infer T> ? T : never;

function changed(text: string, one: Change): string {
  const at = Math.floor((one.at / 10_000) * text.length);
  // Most places say nothing to a parser: half of the changes are at the next one that does.
  const token = one.at % 2 === 0 ? at : Math.max(at, text.slice(at).search(/[":,{}[\]]/) + at);
  switch (one.how) {
    case 'put':
      return text.slice(0, token) + one.token + text.slice(token);
    case 'cut':
      return text.slice(0, token) + text.slice(token + one.length);
    case 'cutValue': {
      const colon = text.indexOf('":', at);
      return colon < 0 ? text : text.slice(0, colon + 2) + text.slice(colon + 2).replace(/^(?:"[^"]*"|[^,}\]]*)/, '');
    }
    case 'swap':
      return text.slice(0, token) + one.token + text.slice(token + 1);
    case 'repeat':
      return text.slice(0, token + one.length) + text.slice(token);
  }
}

/** An event as JSON; its bodies are told from the bytes. */
function withoutBodies({ requestObject, responseObject, ...event }: AuditEvent): string {
  return JSON.stringify(event);
}

test(
  'what is taken without parsing is JSON, and says what parsing it says, however it was changed',
  () => {
    let unlike = 0;
    fc.assert(
      fc.property(fc.nat(events.length - 1), fc.array(change, { minLength: 1, maxLength: 3 }), (event, changes) => {
        const given = events[event]!;
        const text = changes.reduce(changed, given);
        const raw = Buffer.from(text);
        // Others stand around it in the same bytes.
        const around = Buffer.concat([Buffer.from('['), raw, Buffer.from(`,${given}]`)]);
        const end = canonicalEvents(around)(1);
        if (end < 0) return;
        const bytes = around.subarray(1, end);
        const said = JSON.parse(bytes.toString()) as AuditEvent;
        if (!bytes.equals(Buffer.from(given))) unlike++;
        const record = readEntry('j', ENVELOPE, { seq: 1, raw: bytes }, { bodies: false });
        expect(record.quarantine).toBeUndefined();
        expect(withoutBodies(record.event)).toBe(withoutBodies(said));
        const delivery = { ...ENVELOPE, journal: 'j' };
        if (!scanned.addCanonical(sourceOf(bytes), 0, 1, delivery)) return;
        parsed.add(record, delivery);
        expect(nativeRows(scanned.take())).toEqual(nativeRows(parsed.take()));
      }),
      { numRuns: RUNS },
    );
    expect(unlike).toBeGreaterThan(RUNS / 100);
  },
  TIMEOUT_MS,
);

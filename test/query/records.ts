import fc from 'fast-check';
import { type AuditEvent, LEVELS } from '../../src/event/event.ts';
import type { AuditRecord, Envelope } from '../../src/event/record.ts';
import { formatMicros } from '../../src/event/time.ts';
import { ADDRESSES, ANNOTATIONS, KEYS, NUMBERS, TEXTS, TIMES, UUIDS } from './samples.ts';

export const text = fc.oneof(
  // A few values again and again, so that conditions often hold.
  { weight: 6, arbitrary: fc.constantFrom('alice', 'ALICE', 'a*b', 'Müller', 'true', '3', '') },
  { weight: 6, arbitrary: fc.constantFrom(...TEXTS) },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 6 }) },
);
export const key = fc.oneof(fc.constantFrom('spec', 'replicas'), fc.constantFrom(...KEYS));
export const code = fc.constantFrom(0, 200, 401, 403, 404, 500, -1, 2_147_483_647);
const time = fc.constantFrom(...TIMES);
/** The engine's JSON reader refuses a text with an integer beyond 64 bits; JSON writes doubles below 1e21 as integers. */
const double = fc
  .double({ noNaN: true, noDefaultInfinity: true })
  .filter((value) => Math.abs(value) < 2 ** 63 || Math.abs(value) >= 1e21);
export const number = fc.oneof(fc.constantFrom(...NUMBERS), double);

const { body } = fc.letrec<{ body: unknown; leaf: unknown }>((tie) => ({
  leaf: fc.oneof(text, number, fc.boolean(), fc.constant(null)),
  body: fc.oneof(
    { maxDepth: 4, depthIdentifier: 'body' },
    { weight: 1, arbitrary: tie('leaf') },
    { weight: 3, arbitrary: fc.dictionary(key, tie('body'), { maxKeys: 3 }) },
    { weight: 1, arbitrary: fc.array(tie('body'), { maxLength: 3 }) },
  ),
}));

const user = fc.record(
  {
    username: text,
    uid: text,
    groups: fc.array(text, { maxLength: 3 }),
    extra: fc.dictionary(fc.constantFrom('scopes', 'k y', 'é'), fc.array(text, { maxLength: 2 }), { maxKeys: 2 }),
  },
  { requiredKeys: [] },
);

const event: fc.Arbitrary<AuditEvent> = fc.record(
  {
    apiVersion: text,
    level: fc.oneof(fc.constantFrom(...LEVELS), text),
    auditID: fc.oneof(fc.constantFrom(...UUIDS), text),
    stage: fc.constantFrom('ResponseComplete', 'Panic'),
    requestURI: text,
    verb: text,
    user,
    impersonatedUser: user,
    authenticationMetadata: fc.record({ impersonationConstraint: text }),
    sourceIPs: fc.array(fc.constantFrom(...ADDRESSES), { maxLength: 3 }),
    userAgent: text,
    objectRef: fc.record(
      {
        ...{ resource: text, namespace: text, name: text, uid: text, apiGroup: text },
        ...{ apiVersion: text, resourceVersion: text, subresource: text },
      },
      { requiredKeys: [] },
    ),
    responseStatus: fc.record({ status: text, message: text, reason: text, details: body, code }, { requiredKeys: [] }),
    requestObject: body,
    responseObject: body,
    requestReceivedTimestamp: time,
    stageTimestamp: time,
    timestamp: time,
    annotations: fc.dictionary(
      fc.constantFrom(...ANNOTATIONS, 'k y'),
      fc.oneof(text, fc.constantFrom('allow', 'deny', 'error')),
      { maxKeys: 3 },
    ),
    vendorField: body,
    '<&>"\\é': text,
  },
  { requiredKeys: [] },
) as fc.Arbitrary<AuditEvent>;

export const envelope: fc.Arbitrary<Envelope> = fc.record({
  ...{ cluster: text, platform: text, component: text, node: text, source: text },
  receivedAt: fc.integer({ min: 1, max: 2_000_000_000_000 }).map((millis) => formatMicros(millis * 1000 + 7)),
});

function toRecord(from: Envelope, of: AuditEvent, native: boolean): AuditRecord {
  const json = JSON.stringify(of);
  // What is not its own JSON is not kept as such.
  const raw = Buffer.from(native ? json : ` ${json}`);
  return { ...from, id: 'journal-1', event: JSON.parse(raw.toString()) as AuditEvent, raw, native };
}

/** Records whose event follows from `raw` by `JSON.parse`. */
export function records(from: fc.Arbitrary<Envelope>): fc.Arbitrary<AuditRecord> {
  return fc.tuple(from, event, fc.boolean()).map(([by, of, native]) => toRecord(by, of, native));
}

export const quarantined: fc.Arbitrary<AuditRecord> = fc
  .tuple(
    envelope,
    fc.oneof(
      text.map((part) => Buffer.from(`{"user":${part}`)),
      fc.uint8Array({ maxLength: 20 }),
    ),
  )
  .map(([by, raw]) => ({ ...by, id: 'journal-1', event: {}, raw, quarantine: { reason: 'invalid-json', detail: '' } }));

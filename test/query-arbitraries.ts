import fc from 'fast-check';
import type { AuditEvent } from '../src/event/event.ts';
import { FIELDS, type FieldPath } from '../src/event/fields.ts';
import type { AuditRecord, Envelope } from '../src/event/record.ts';
import { formatMicros } from '../src/event/time.ts';
import type { Filter, Phrase } from '../src/query/filter.ts';
import { wordsOf } from '../src/query/words.ts';

/** Values that have hurt someone: quoting, patterns, escapes, case, order, numbers in text. */
const TEXTS = [
  ...['alice', 'ALICE', 'Alice Smith', 'system:admin', 'system:masters', 'db-password', 'nginx:1.25', 'forbid', 'Panic'],
  ...['a*b', 'a%b_c\\d', '100%', '"q"', "it's", '\\', '\\n', '\\u0041', 'x\ny', 'x\0y', 'x\ty\r', '\x7f\x01', '{p1:String}'],
  ...['Müller', 'MÜLLER', 'straße', '日本 語', '😀', '\ue000', 'İstanbul', 'ΑΣ ας', '\u212aube', '<b>&amp;', '\u2028', '\ufeff'],
  ...['null', 'true', 'false', 'TRUE', '3', '3.0', '-0', '1e3', '403', '[1]', '{}', '/api/v1/namespaces/prod/secrets?limit=500'],
];
const KEYS = ['spec', 'replicas', 'containers', 'labels', 'name', 'app.kubernetes.io/name', 'k y', 'é', '"q"', 'a\\b', '1'];
const ANNOTATIONS = ['authorization.k8s.io/decision', 'authentication.openshift.io/username', 'authentication.openshift.io/decision'];
const ADDRESSES = ['10.1.2.3', '10.0.0.1:443', 'unknown', '::1', 'fe80::1', '::ffff:10.9.9.9', 'fd00::5', '300.1.1.1', '1.2.3', ''];
const NETWORKS = ['10.0.0.0/8', '10.1.2.3/32', '0.0.0.0/0', '::/0', 'fe80::/10', '::ffff:0:0/96', '::1/128', '::fffe:0:0/95'];
const UUIDS = ['b6560098-0bbb-4593-ad6a-9c0022e9dc87', 'B6560098-0bbb-4593-ad6a-9c0022e9dc87', '00000000-0000-0000-0000-000000000000'];
const TIMES = ['2026-03-01T03:12:45.123456Z', '2026-03-01T03:12:45Z', '2026-03-01t05:12:45.123456789+02:00', 'yesterday', '2026-03-01', ''];
const MOMENTS = ['2026-03-01T03:12:45.123456Z', '2026-03-01T03:12:45.000000Z', '1970-01-01T00:00:00.000000Z', '2030-01-01T00:00:00.000000Z'];
const NUMBERS = [0, -0, 1, 3, 3.5, -7, 403, 0.1, 1e21, 1e-7, 2 ** 53 - 1, 2 ** 53, -(2 ** 53)];

const text = fc.oneof(
  // A few values again and again, so that conditions often hold.
  { weight: 6, arbitrary: fc.constantFrom('alice', 'ALICE', 'a*b', 'Müller', 'true', '3') },
  { weight: 6, arbitrary: fc.constantFrom(...TEXTS) },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 6 }) });
const key = fc.oneof(fc.constantFrom('spec', 'replicas'), fc.constantFrom(...KEYS));
const code = fc.constantFrom(0, 200, 401, 403, 404, 500, -1, 2_147_483_647);
const time = fc.constantFrom(...TIMES);
/** The engine's JSON reader refuses a text with an integer beyond 64 bits; JSON writes doubles below 1e21 as integers. */
const double = fc
  .double({ noNaN: true, noDefaultInfinity: true })
  .filter((value) => Math.abs(value) < 2 ** 63 || Math.abs(value) >= 1e21);
const number = fc.oneof(fc.constantFrom(...NUMBERS), double);

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
    level: text,
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
  const raw = Buffer.from(JSON.stringify(of));
  return { ...from, id: 'journal-1', event: JSON.parse(raw.toString()) as AuditEvent, raw, native };
}

/** Records whose event follows from `raw` by `JSON.parse`. */
export function records(from: fc.Arbitrary<Envelope>): fc.Arbitrary<AuditRecord> {
  return fc.tuple(from, event, fc.boolean()).map(([by, of, native]) => toRecord(by, of, native));
}

export const quarantined: fc.Arbitrary<AuditRecord> = fc
  .tuple(envelope, fc.oneof(text.map((part) => Buffer.from(`{"user":${part}`)), fc.uint8Array({ maxLength: 20 })))
  .map(([by, raw]) => ({ ...by, id: 'journal-1', event: {}, raw, quarantine: { reason: 'invalid-json', detail: '' } }));

const mapKey = fc.constantFrom(...ANNOTATIONS, 'scopes', 'k y', 'é');

const path = fc.oneof(fc.constantFrom(...FIELDS), fc.constantFrom(...FIELDS.filter(({ type }) => type !== 'keyword'))).chain((field): fc.Arbitrary<FieldPath> => {
  if (field.type === 'body') return fc.array(key, { maxLength: 2 }).map((keys) => ({ field, keys }));
  if (field.type === 'map' || field.type === 'lists') {
    return fc.option(mapKey, { nil: undefined, freq: 2 }).map((one) => ({ field, keys: one === undefined ? [] : [one] }));
  }
  return fc.constant({ field, keys: [] });
});

const pattern = text.chain((value) =>
  fc
    .array(fc.tuple(fc.nat(value.length), fc.nat(value.length)), { minLength: 1, maxLength: 3 })
    .map((cuts) => [value.slice(0, cuts[0]?.[0]), ...cuts.map(([from, to]) => value.slice(Math.min(from, to), Math.max(from, to)))])
    .map((parts) => parts.map((part) => part.replace(/\p{Cs}/gu, ''))),
);

function valueFor({ field }: FieldPath): fc.Arbitrary<string> {
  if (field.type === 'integer') return code.map(String);
  if (field.type === 'time') return fc.constantFrom(...MOMENTS);
  if (field.type === 'ips') return fc.constantFrom(...ADDRESSES);
  if (field.type === 'uuid') return fc.oneof(fc.constantFrom(...UUIDS), text);
  return field.type === 'body' ? fc.oneof(text, number.map(String)) : text;
}

const phrase: fc.Arbitrary<Phrase> = fc
  .tuple(fc.oneof(text, fc.constantFrom(...UUIDS, ...ADDRESSES, ...ANNOTATIONS)), fc.nat(3), fc.nat(3), fc.boolean(), fc.boolean())
  .map(([from, skip, size, openStart, openEnd]) => ({
    words: wordsOf(from).slice(skip, skip + size + 1),
    openStart,
    openEnd,
  }))
  // The words of a number are those of its notation, which is not the same everywhere: 1e21, 1e+21.
  .filter(({ words }) => words.some((word) => /[^0-9e]/.test(word)));

const condition: fc.Arbitrary<Filter> = fc.oneof(
  path.map((field): Filter => ({ op: 'exists', field })),
  path.chain((field) => fc.tuple(valueFor(field), fc.boolean()).map(([value, ignoreCase]): Filter => ({ op: 'equals', field, value, ignoreCase }))),
  path
    .filter(({ field }) => field.type !== 'time')
    .chain((field) => fc.tuple(pattern, fc.boolean()).map(([parts, ignoreCase]): Filter => ({ op: 'wildcard', field, pattern: parts, ignoreCase }))),
  path.chain((field) =>
    fc
      .tuple(valueFor(field), fc.constantFrom('<', '<=', '>', '>='))
      .map(([value, than]): Filter => ({ op: 'compare', field, than, value })),
  ),
  path
    .filter(({ field }) => field.type === 'ips')
    .chain((field) => fc.constantFrom(...NETWORKS).map((network): Filter => ({ op: 'network', field, network }))),
  phrase.map((of): Filter => ({ op: 'text', ...of })),
  phrase.map((of): Filter => ({ op: 'text', ...of })),
);

/** Filters over every field, with `and`, `or` and `not` a few levels deep. */
export const filter: fc.Arbitrary<Filter> = fc.letrec<{ filter: Filter }>((tie) => ({
  filter: fc.oneof(
    { maxDepth: 2 },
    { weight: 5, arbitrary: condition },
    { weight: 1, arbitrary: tie('filter').map((of): Filter => ({ op: 'not', of })) },
    {
      weight: 1,
      arbitrary: fc
        .tuple(fc.constantFrom('and', 'or'), fc.array(tie('filter'), { maxLength: 3 }))
        .map(([op, of]): Filter => ({ op, of })),
    },
  ),
})).filter;

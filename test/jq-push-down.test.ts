import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { AuditEvent } from '../src/event/event.ts';
import type { AuditRecord } from '../src/event/record.ts';
import { formatQuery } from '../src/query/format-query.ts';
import { createJq } from '../src/query/jq/create-jq.ts';
import { pushDown } from '../src/query/jq/push-down/push-down.ts';
import { toPredicate } from '../src/query/to-predicate.ts';
import { hasProgram } from './support/debian.ts';

const jq = createJq();

async function run(program: string, events: readonly unknown[]): Promise<string[]> {
  async function* input(): AsyncGenerator<string> {
    for (const event of events) yield `${JSON.stringify(event)}\n`;
  }
  const results: string[] = [];
  for await (const item of jq.run(program, input())) results.push(item);
  return results;
}

function toRecord(event: unknown): AuditRecord {
  const envelope = { cluster: 'get', platform: 'get', component: 'get', node: 'get', source: 'get' };
  const receivedAt = '2026-03-01T00:00:00.000000Z';
  return { ...envelope, receivedAt, id: 'j-1', event: event as AuditEvent, raw: Buffer.from(JSON.stringify(event)) };
}

/** Few values, so that they meet; some hurt in patterns, in order, in JSON, or when case is ignored. */
const TEXTS = ['get', 'GET', 'a', 'ab', 'a.b', 'é', '\u212aube', 'kube', '', '403', 'x\0y'];
const TIMES = [
  '2026-03-01T10:00:00Z',
  '2026-03-01T09:00:00.5Z',
  '2026-02-28T23:59:59-12:00',
  '2026-03-02t00:00:00+14:00',
  '2026-03-01',
  'never',
  '1970-01-01T00:00:00Z',
];
const NUMBERS = [0, -0, 1, 3, 200, 403, -5, 403.5, 1e12, 2 ** 31, -(2 ** 31)];
const KEYS = ['a', 'get', 'b.c', 'k y'];

const text = fc.constantFrom(...TEXTS);
const time = fc.constantFrom(...TIMES);
const number = fc.constantFrom(...NUMBERS);
const scalar = fc.oneof(text, number, fc.boolean(), fc.constant(null));
const loose = fc.oneof(
  scalar,
  fc.array(scalar, { maxLength: 2 }),
  fc.dictionary(fc.constantFrom(...KEYS), scalar, { maxKeys: 2 }),
);

/** What the field's type says, mostly; else anything. */
function mostly(arbitrary: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> {
  return fc.oneof({ weight: 4, arbitrary }, { weight: 1, arbitrary: loose });
}

function some(of: Record<string, fc.Arbitrary<unknown>>): fc.Arbitrary<unknown> {
  return mostly(fc.record(of, { requiredKeys: [] }));
}

const list = mostly(fc.array(mostly(text), { maxLength: 3 }));
const body = some({
  a: mostly(fc.oneof(text, some({ get: mostly(scalar) }), fc.array(some({ get: mostly(scalar) }), { maxLength: 2 }))),
  get: loose,
  'b.c': loose,
});
const event = fc.record(
  {
    verb: mostly(text),
    auditID: mostly(text),
    cluster: text,
    code: number,
    user: some({ username: mostly(text), groups: list, extra: some({ get: list, 'b.c': list }) }),
    objectRef: some({ name: mostly(text), namespace: mostly(text) }),
    sourceIPs: list,
    responseStatus: some({ code: mostly(number), details: body }),
    annotations: some({ get: mostly(text), 'b.c': mostly(text) }),
    requestReceivedTimestamp: mostly(time),
    requestObject: body,
  },
  { requiredKeys: [] },
);

const json = (value: unknown) => (Object.is(value, -0) ? '-0' : JSON.stringify(value));
const place = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.constantFrom(
      '.verb',
      '.auditID',
      '.user.username',
      '.objectRef["name"]',
      '.objectRef | .namespace',
      '.annotations.get',
      '.annotations["b.c"]',
    ),
  },
  {
    weight: 2,
    arbitrary: fc.constantFrom(
      '.user.groups',
      '.user.groups[0]',
      '.user.groups[]?',
      '.user.groups[]',
      '.sourceIPs[-1]',
      '.user.extra.get[0]',
      '.user.extra["b.c"][]',
    ),
  },
  {
    weight: 2,
    arbitrary: fc.constantFrom(
      '.responseStatus.code',
      '.responseStatus?.code?',
      '.requestReceivedTimestamp',
      '.cluster',
      '.code',
      '.',
      '.user',
      '.annotations',
    ),
  },
  {
    weight: 2,
    arbitrary: fc.constantFrom(
      '.requestObject.a',
      '.requestObject.a.get',
      '.requestObject.a[0].get',
      '.requestObject["b.c"]',
      '.requestObject[0].get',
      '.requestObject.a[].get',
      '.responseStatus.details.get',
      '.requestObject.get[0]',
      '.requestObject.get[0][0]',
    ),
  },
);
const literal = fc.oneof(
  { weight: 4, arbitrary: text.map(json) },
  { weight: 2, arbitrary: number.map(json) },
  { weight: 2, arbitrary: time.map(json) },
  { weight: 1, arbitrary: fc.constantFrom('null', 'true', 'false', '.verb') },
);
const operand = fc.oneof(
  { weight: 6, arbitrary: place.map((of) => `(${of})`) },
  {
    weight: 2,
    arbitrary: fc.tuple(place, fc.oneof(literal, fc.constant('empty'))).map(([of, or]) => `(${of} // ${or})`),
  },
  { weight: 1, arbitrary: place.map((of) => `(${of} | ascii_downcase)`) },
  { weight: 1, arbitrary: fc.tuple(place, literal).map(([of, or]) => `(${of} // ${or} | ascii_downcase)`) },
  { weight: 1, arbitrary: fc.tuple(place, literal).map(([of, or]) => `((select(${of} == ${or}) | ${of}) // "get")`) },
);
const comparator = fc.constantFrom('==', '!=', '<', '<=', '>', '>=');
const pattern = fc.oneof(
  text.map((of) => of.replace(/[.*\\]/g, '\\$&')),
  fc.constantFrom('^a', 'b$', 'a.b', '^a.b$', 'a|b', 'x', '', '.'),
);
const textTest = fc.oneof(
  fc
    .tuple(fc.constantFrom('startswith', 'endswith', 'contains', 'index', 'rindex', 'test'), fc.oneof(text, time))
    .map(([name, of]) => `${name}(${json(of)})`),
  pattern.map((of) => `test(${json(of)})`),
  fc.array(literal, { minLength: 1, maxLength: 3 }).map((of) => `IN(${of.join(', ')})`),
  fc.constantFrom('not', 'length > 1', 'type == "string"', '.'),
);
const flipped = fc.tuple(literal, comparator, operand).map((parts) => parts.join(' '));
const simple = fc.oneof(
  { weight: 4, arbitrary: fc.tuple(operand, comparator, literal).map((parts) => parts.join(' ')) },
  { weight: 1, arbitrary: flipped },
  { weight: 4, arbitrary: fc.tuple(operand, textTest).map(([of, by]) => `(${of} | ${by})`) },
  { weight: 1, arbitrary: operand },
  { weight: 1, arbitrary: fc.tuple(operand, literal, literal).map(([of, a, b]) => `IN(${of}; ${a}, ${b})`) },
  { weight: 1, arbitrary: fc.tuple(place, comparator, literal).map(([of, by, to]) => `any(${of}; . ${by} ${to})`) },
  { weight: 1, arbitrary: fc.tuple(place, textTest).map(([of, by]) => `(${of} | any(${by}))`) },
);
const { condition } = fc.letrec<{ condition: string }>((tie) => ({
  condition: fc.oneof(
    { maxDepth: 3, depthIdentifier: 'condition' },
    { weight: 5, arbitrary: simple },
    {
      weight: 2,
      arbitrary: fc
        .tuple(tie('condition'), fc.constantFrom('and', 'or'), tie('condition'))
        .map((parts) => parts.join(' ')),
    },
    { weight: 2, arbitrary: tie('condition').map((of) => `(${of} | not)`) },
    { weight: 1, arbitrary: fc.tuple(tie('condition'), tie('condition')).map(([a, b]) => `(${a}, ${b})`) },
    { weight: 1, arbitrary: fc.tuple(tie('condition'), tie('condition')).map(([a, b]) => `(select(${a}) | ${b})`) },
    { weight: 1, arbitrary: fc.tuple(tie('condition'), tie('condition')).map(([a, b]) => `(${a}) // (${b})`) },
  ),
}));
const program = fc.oneof(
  { weight: 8, arbitrary: simple.map((of) => `select(${of})`) },
  { weight: 6, arbitrary: condition.map((of) => `select(${of})`) },
  { weight: 1, arbitrary: fc.tuple(condition, condition).map(([a, b]) => `select(${a}) | select(${b}) | .verb`) },
  { weight: 1, arbitrary: fc.tuple(condition, condition).map(([a, b]) => `select(${a}), select(${b})`) },
  { weight: 1, arbitrary: fc.tuple(place, textTest).map(([of, by]) => `${of} | select(${by})`) },
);

/** One run of jq tells of each event and each program whether it gives anything. */
async function yields(programs: readonly string[], events: readonly unknown[]): Promise<boolean[][]> {
  const each = programs.map((one) => `(try (isempty(${one}) | not) catch false)`);
  return (await run(`[${each.join(', ')}]`, events)).map((line) => JSON.parse(line) as boolean[]);
}

test('an event for which jq gives anything satisfies what was pushed down', async () => {
  let pushed = 0;
  let left = 0;
  await fc.assert(
    fc.asyncProperty(
      fc.array(
        program.filter((of) => of.length < 280),
        { minLength: 30, maxLength: 30 },
      ),
      fc.array(event, { minLength: 60, maxLength: 60 }),
      async (programs, events) => {
        const filters = programs.map(pushDown);
        const predicates = filters.map(toPredicate);
        const given = await yields(programs, events);
        expect(given).toHaveLength(events.length);
        for (const [row, of] of events.entries()) {
          const record = toRecord(of);
          for (const [column, predicate] of predicates.entries()) {
            if (filters[column]?.op !== 'all') pushed++;
            if (!predicate(record)) left++;
            if (!given[row]?.[column] || predicate(record)) continue;
            throw new Error(
              `${programs[column]} was pushed down as ${formatQuery(filters[column]!)}, which leaves out ${json(of)}`,
            );
          }
        }
      },
    ),
    { numRuns: 120, endOnFailure: true },
  );
  // The test would also pass if nothing were pushed down.
  expect(pushed).toBeGreaterThan(5_000);
  expect(left).toBeGreaterThan(1_000);
});

const QUESTIONS = [
  'select(.user.username=="alice")',
  'select(.user.username=="system:admin")',
  'select(.userAgent | startswith("kubectl"))',
  'select(.userAgent | startswith("openshift")) | .userAgent',
  'select(.requestURI | startswith("/apis/apiextensions.k8s.io/v1beta1")) | .userAgent',
  'select(.requestURI | startswith("/apis/")) | .userAgent',
  'select(.verb != "get")',
  'select(.annotations["authentication.openshift.io/username"] != null) | select(.annotations["authentication.openshift.io/decision"] == "error")',
  'select(.annotations["authorization.k8s.io/decision"] == "allow" and .responseStatus.code >= 400)',
  'select(.user.groups | index("system:masters")) | [.verb, .requestURI] | @tsv',
  'select(.objectRef.resource == "secrets" and (.verb | IN("get", "list"))) | .objectRef.name',
];

const SAMPLES = [
  ...['kubernetes/audit2rbac-demo.log', 'kubernetes/openshift-requestresponse-100.log'],
  ...[
    'openshift/kube-apiserver.log',
    'openshift/oauth-apiserver.log',
    'openshift/oauth-server.log',
    'openshift/openshift-apiserver.log',
  ],
].map((name) => new URL(`../../shared/samples/${name}`, import.meta.url));

const hasSamples = SAMPLES.every((sample) => existsSync(sample));

describe.skipIf(!hasSamples || !hasProgram('jq', ['--version']))(
  'with jq and the samples, the answers are those of jq',
  () => {
    const events = hasSamples ? SAMPLES.flatMap(readEvents) : [];

    test.each(QUESTIONS)('%s', async (question) => {
      const input = events.map((of) => JSON.stringify(of)).join('\n');
      const expected = spawnSync('jq', ['-c', question], { input, encoding: 'utf8', maxBuffer: 2 ** 26 });
      const predicate = toPredicate(pushDown(question));
      const chosen = events.filter((of) => predicate(toRecord(of)));
      expect((await run(question, chosen)).map((line) => `${line}\n`).join('')).toBe(expected.stdout);
      expect((await run(question, events)).map((line) => `${line}\n`).join('')).toBe(expected.stdout);
    });
  },
);

function readEvents(sample: URL): unknown[] {
  const lines = readFileSync(sample, 'utf8').split('\n');
  return lines.filter((line) => line.startsWith('{')).map((line) => JSON.parse(line) as unknown);
}

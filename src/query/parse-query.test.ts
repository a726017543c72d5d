import { describe, expect, it } from 'vitest';
import { VerbatimError } from '../errors.ts';
import { formatMicros } from '../event/time.ts';
import type { Filter } from './filter.ts';
import { formatField, formatQuery } from './format-query.ts';
import { parseQuery } from './parse-query.ts';

const NOW = Date.parse('2026-03-31T12:00:00Z') * 1000;

/** A filter on one line: what `formatQuery` cannot show, such as grouping and marks, is written out. */
function sketch(filter: Filter): string {
  switch (filter.op) {
    case 'all':
      return 'all';
    case 'and':
    case 'or':
      return `(${filter.of.map(sketch).join(` ${filter.op} `)})`;
    case 'not':
      return `!${sketch(filter.of)}`;
    case 'exists':
      return `exists ${formatField(filter.field)}`;
    case 'equals':
      return `${formatField(filter.field)}=${filter.ignoreCase ? '~' : ''}[${filter.value}]`;
    case 'wildcard':
      return `${formatField(filter.field)}=${filter.ignoreCase ? '~' : ''}[${filter.pattern.join('][')}]`;
    case 'compare':
      return `${formatField(filter.field)}${filter.than}[${filter.value}]`;
    case 'network':
      return `${formatField(filter.field)} in ${filter.network}`;
    case 'text':
      return `text${filter.openStart ? '*' : ''}[${filter.words.join(' ')}]${filter.openEnd ? '*' : ''}`;
  }
}

const SUCCESS: readonly [query: string, sketch: string][] = [
  ['', 'all'],
  ['  \n ', 'all'],
  ['*', 'all'],
  // values
  ['verb: delete', 'verb=[delete]'],
  ['verb:delete', 'verb=[delete]'],
  ['verb : "delete"', 'verb=[delete]'],
  ['verb: ""', 'verb=[]'],
  ['user: alice smith', 'user.username=[alice smith]'],
  ['user: alice   smith  and verb: get', '(user.username=[alice   smith] and verb=[get])'],
  ['user: (alice smith or bob)', '(user.username=[alice smith] or user.username=[bob])'],
  ['user: "alice and bob"', 'user.username=[alice and bob]'],
  ['user: system\\:admin', 'user.username=[system:admin]'],
  ['user: system:serviceaccount:ci:deployer', 'user.username=[system:serviceaccount:ci:deployer]'],
  ['user: system:* and verb: get', '(user.username=[system:][] and verb=[get])'],
  ['"verb": get', 'verb=[get]'],
  ['"user.username": alice', 'user.username=[alice]'],
  ['verb: * or user: **', '(exists verb or exists user.username)'],
  ['requestURI: "/api/v1/*"', 'requestURI=[/api/v1/*]'],
  ['requestURI: /api/v1/*', 'requestURI=[/api/v1/][]'],
  ['requestURI: /api/*/pods/**/log', 'requestURI=[/api/][/pods/][/log]'],
  ['user: ~ALICE', 'user.username=~[ALICE]'],
  ['user: ~ ALICE', 'user.username=~[ALICE]'],
  ['user: ~"Alice Smith"', 'user.username=~[Alice Smith]'],
  ['user: ~AL*', 'user.username=~[AL][]'],
  ['user: ~(A or "B*")', '(user.username=~[A] or user.username=~[B*])'],
  ['user: (~A or B)', '(user.username=~[A] or user.username=[B])'],
  ['user: a~b', 'user.username=[a~b]'],
  // escapes
  ['user: a\\*b', 'user.username=[a*b]'],
  ['user: \\~a\\"b\\(c\\)\\{\\}\\<\\>\\\\', 'user.username=[~a"b(c){}<>\\]'],
  ['user: caf\\u00e9\\tx', 'user.username=[café\tx]'],
  ['user: \\and or user: \\NOT', '(user.username=[and] or user.username=[NOT])'],
  ['user: this \\or that', 'user.username=[this or that]'],
  ['user: \\note', 'user.username=[\note]'],
  ['user: "a\\"b\\\\c\\*d\\u00e9\\n"', 'user.username=[a"b\\c\\*dé\n]'],
  ['user: android or user: nothing', '(user.username=[android] or user.username=[nothing])'],
  ["user: o'neil or user: \\'x", "(user.username=[o'neil] or user.username=['x])"],
  ['user: "&&" or like', '(user.username=[&&] or text[like])'],
  ['stage: Response* and level: ~metadata', '(stage=[Response][] and level=~[metadata])'],
  ['stage: "" or outcome: *', '(stage=[] or exists outcome)'],
  ['level >= N', 'level>=[N]'],
  // precedence
  ['verb: a or verb: b and verb: c', '(verb=[a] or (verb=[b] and verb=[c]))'],
  ['not verb: a and verb: b', '(!verb=[a] and verb=[b])'],
  ['not (verb: a and verb: b)', '!(verb=[a] and verb=[b])'],
  ['NOT verb: a AnD verb: b OR verb: c', '((!verb=[a] and verb=[b]) or verb=[c])'],
  ['not not verb: a', '!!verb=[a]'],
  ['verb: (a or b and not c)', '(verb=[a] or (verb=[b] and !verb=[c]))'],
  ['verb: ((a or b) and not (c or d))', '((verb=[a] or verb=[b]) and !(verb=[c] or verb=[d]))'],
  ['((verb: a))', 'verb=[a]'],
  // numbers
  ['code: 403', 'responseStatus.code=[403]'],
  ['code: "0403"', 'responseStatus.code=[403]'],
  ['code: 4*', 'responseStatus.code=[4][]'],
  ['responseStatus.code >= 400 and code<500', '(responseStatus.code>=[400] and responseStatus.code<[500])'],
  ['code: (401 or 403)', '(responseStatus.code=[401] or responseStatus.code=[403])'],
  // times
  ['time >= now-1h', 'time>=[2026-03-31T11:00:00.000000Z]'],
  ['time >= "2026-03-01T03:12:45.5+01:00"', 'time>=[2026-03-01T02:12:45.500000Z]'],
  ['time: now-1d/d', '(time>=[2026-03-30T00:00:00.000000Z] and time<[2026-03-31T00:00:00.000000Z])'],
  ['time > now/w', 'time>=[2026-04-06T00:00:00.000000Z]'],
  ['time: 2026-03-01T03:12:45Z', 'time=[2026-03-01T03:12:45.000000Z]'],
  ['time: 2026-03-01', '(time>=[2026-03-01T00:00:00.000000Z] and time<[2026-03-02T00:00:00.000000Z])'],
  ['time > 2026-03-01', 'time>=[2026-03-02T00:00:00.000000Z]'],
  ['time <= 2026-03-01', 'time<[2026-03-02T00:00:00.000000Z]'],
  ['time < 2026-03-01', 'time<[2026-03-01T00:00:00.000000Z]'],
  // networks
  ['sourceIPs: "10.0.0.0/8"', 'sourceIPs in 10.0.0.0/8'],
  ['ip: 10.0.0.0/8', 'sourceIPs in 10.0.0.0/8'],
  ['ip: FD00::/8 or ip: fe80::', '(sourceIPs in fd00::/8 or sourceIPs=[fe80::])'],
  ['ip: ::1', 'sourceIPs=[::1]'],
  ['ip: (10.0.0.1 or 192.168.0.0/16)', '(sourceIPs=[10.0.0.1] or sourceIPs in 192.168.0.0/16)'],
  ['ip: 10.*', 'sourceIPs=[10.][]'],
  ['user: 10.0.0.0/8', 'user.username=[10.0.0.0/8]'],
  // keys and paths
  ['annotations."authorization.k8s.io/decision": forbid', 'annotations."authorization.k8s.io/decision"=[forbid]'],
  ['annotations.authorization.k8s.io/decision: forbid', 'annotations."authorization.k8s.io/decision"=[forbid]'],
  ['annotations: forbid', 'annotations=[forbid]'],
  ['annotations.*: forbid', 'annotations=[forbid]'],
  ['user.extra.scopes: x', 'user.extra.scopes=[x]'],
  ['requestObject.spec.replicas > 3', 'requestObject.spec.replicas>[3]'],
  ['requestObject.metadata.labels."a.b/c": web', 'requestObject.metadata.labels."a.b/c"=[web]'],
  ['requestObject.metadata.labels.a.b/c: web', 'requestObject.metadata.labels."a.b/c"=[web]'],
  ['requestObject.data.app.yaml: *', 'exists requestObject.data."app.yaml"'],
  ['requestObject.spec.data.app.yaml: *', 'exists requestObject.spec.data.app.yaml'],
  ['requestObject.spec.a\\.b: x', 'requestObject.spec."a.b"=[x]'],
  ['requestObject.labels."a.b".c: x', 'requestObject.labels."a.b".c=[x]'],
  [
    'requestObject: { spec.replicas > 3 and kind: Deployment }',
    '(requestObject.spec.replicas>[3] and requestObject.kind=[Deployment])',
  ],
  [
    'requestObject: { spec: { replicas: (1 or 2) } or not kind: * }',
    '((requestObject.spec.replicas=[1] or requestObject.spec.replicas=[2]) or !exists requestObject.kind)',
  ],
  ['objectRef: { resource: secrets }', 'objectRef.resource=[secrets]'],
  ['objectRef.na*: prod', '(objectRef.namespace=[prod] or objectRef.name=[prod])'],
  ['response*.code >= 400', 'responseStatus.code>=[400]'],
  ['*Timestamp: *', '(exists requestReceivedTimestamp or exists stageTimestamp)'],
  [
    'responseStatus.*: NotFound',
    '(responseStatus.status=[NotFound] or responseStatus.reason=[NotFound] or responseStatus.message=[NotFound] or responseStatus.details=[NotFound])',
  ],
  // all text
  ['alice', 'text[alice]'],
  ['Alice BOB', '(text[alice] and text[bob])'],
  ['"alice bob"', 'text[alice bob]'],
  ['db-password', 'text[db password]'],
  ['/api/v1/secrets', 'text[api v1 secrets]'],
  ['deploy*', 'text[deploy]*'],
  ['*ploy', 'text*[ploy]'],
  ['*ploy-x*', 'text*[ploy x]*'],
  ['deploy-*', 'text[deploy]'],
  ['"deploy*"', 'text[deploy]'],
  ['alice and not verb: get', '(text[alice] and !verb=[get])'],
  ['(alice "b c") or d', '((text[alice] and text[b c]) or text[d])'],
  ['limit=500', 'text[limit 500]'],
  ['Zoë', 'text[zoë]'],
];

const FAILURE: readonly [query: string, code: string, position: number, message: RegExp][] = [
  ['verb:', 'QUERY_SYNTAX', 5, /Expected a value/],
  ['verb: and', 'QUERY_SYNTAX', 6, /“and” cannot stand here/],
  ['verb: not get', 'QUERY_SYNTAX', 6, /Expected a value/],
  ['and verb: get', 'QUERY_SYNTAX', 0, /Expected a field/],
  ['verb: get or', 'QUERY_SYNTAX', 12, /the query ends here/],
  ['verb: get user: alice', 'QUERY_SYNTAX', 10, /Expected “and” or “or”/],
  ['alice verb: get', 'QUERY_SYNTAX', 6, /Expected “and”/],
  ['user: alice not bob', 'QUERY_SYNTAX', 12, /Expected “and”/],
  ['(verb: get', 'QUERY_SYNTAX', 10, /Expected “\)”/],
  ['verb: get)', 'QUERY_SYNTAX', 9, /“\)” cannot stand here/],
  ['verb: (get or', 'QUERY_SYNTAX', 13, /Expected a value/],
  ['verb: (user: a)', 'QUERY_SYNTAX', 11, /Expected “\)”/],
  ['verb: "get', 'QUERY_SYNTAX', 6, /not closed/],
  ['verb: a\\qb', 'QUERY_SYNTAX', 7, /backslash/],
  ['verb: a: b', 'QUERY_SYNTAX', 7, /“:” cannot stand here/],
  ['verb=get', 'QUERY_SYNTAX', 0, /joined by a colon.*Expected verb: get\./],
  ['verb == delete', 'QUERY_SYNTAX', 5, /not by “==”\. Expected verb: delete\./],
  ['verb = "delete"', 'QUERY_SYNTAX', 5, /Expected verb: "delete"/],
  ['user: a or verb != get', 'QUERY_SYNTAX', 16, /Expected not verb: get\./],
  ['verb <> get', 'QUERY_SYNTAX', 5, /Expected not verb: get\./],
  ["user LIKE 'adm%'", 'QUERY_SYNTAX', 5, /joined by a colon, not by “LIKE”/],
  ['verb: get && user: a', 'QUERY_SYNTAX', 10, /Expected “and”/],
  ['alice && bob', 'QUERY_SYNTAX', 6, /Expected “and”/],
  ['verb: get || user: a', 'QUERY_SYNTAX', 10, /Expected “or”/],
  ['verb: get and !user: a', 'QUERY_SYNTAX', 14, /Expected “not”/],
  ['! user: a', 'QUERY_SYNTAX', 0, /Expected “not”/],
  ["user: 'alice smith'", 'QUERY_SYNTAX', 6, /single quotation mark.*"…"/],
  ["'db password'", 'QUERY_SYNTAX', 0, /single quotation mark/],
  ['code: [400 TO 499]', 'QUERY_SYNTAX', 6, /Expected responseStatus|Expected code >= 400 and code <= 499/],
  ['code: [400 TO *]', 'QUERY_SYNTAX', 6, /Expected code >= 400\./],
  ['outcome: deneid', 'QUERY_VALUE', 9, /one of allowed, denied, failed, unknown\. Did you mean denied\?/],
  ['outcome: (allowed or "success")', 'QUERY_VALUE', 21, /outcome cannot be “success”/],
  ['stage: complete', 'QUERY_VALUE', 7, /one of RequestReceived/],
  ['stage: Response*x', 'QUERY_VALUE', 7, /stage cannot be “Response\*x”/],
  ['level: metadata', 'QUERY_VALUE', 7, /Did you mean Metadata\?/],
  ['level: ~meta', 'QUERY_VALUE', 8, /Did you mean Metadata\?/],
  ['code!=403', 'QUERY_SYNTAX', 0, /Expected not code: 403/],
  ['code >= (1 or 2)', 'QUERY_SYNTAX', 8, /Expected a value/],
  ['user..name: x', 'QUERY_SYNTAX', 0, /empty part/],
  ['requestObject: { alice }', 'QUERY_SYNTAX', 17, /within the braces/],
  ['requestObject: { kind: x', 'QUERY_SYNTAX', 24, /Expected “}”/],
  ['usrname: alice', 'QUERY_FIELD', 0, /Did you mean user\.username\?/],
  ['verb: get and namespace: prod', 'QUERY_FIELD', 14, /Did you mean objectRef\.namespace\?/],
  ['objectRef: { nam: x }', 'QUERY_FIELD', 13, /Did you mean objectRef\.name\?/],
  ['xyzzy*: a', 'QUERY_FIELD', 0, /there is no field/],
  ['verb.x: a', 'QUERY_FIELD', 0, /verb\.x/],
  ['code: forbidden', 'QUERY_VALUE', 6, /a whole number/],
  ['code: 99999999999', 'QUERY_VALUE', 6, /a whole number/],
  ['code: 4x*', 'QUERY_VALUE', 6, /digits and stars/],
  ['code >= 4*', 'QUERY_VALUE', 8, /no stars/],
  ['time: yesterday', 'QUERY_VALUE', 6, /is a time/],
  ['time: 2026-03-*', 'QUERY_VALUE', 6, /no stars/],
  ['time: 2026-02-30', 'QUERY_VALUE', 6, /is a time/],
  ['ip: 10.0.0.0/33', 'QUERY_VALUE', 4, /not a network/],
  ['ip > 10.0.0.1', 'QUERY_VALUE', 5, /no order/],
  ['a*b', 'QUERY_VALUE', 0, /a star/],
  ['--', 'QUERY_VALUE', 0, /no word/],
  [`${'('.repeat(101)}a`, 'QUERY_TOO_LARGE', 100, /nested/],
  [`${'not '.repeat(101)}a`, 'QUERY_TOO_LARGE', 400, /nested/],
  [Array(501).fill('verb: a').join(' or '), 'QUERY_TOO_LARGE', 5506, /500 conditions/],
  [Array(51).fill('a').join(' '), 'QUERY_TOO_LARGE', 100, /50 searches/],
  [`"${'a '.repeat(65)}"`, 'QUERY_TOO_LARGE', 0, /64 words/],
  [`verb: ${'a*'.repeat(17)}`, 'QUERY_TOO_LARGE', 6, /16 stars/],
  [`requestObject${'.a'.repeat(32)}: x`, 'QUERY_TOO_LARGE', 0, /32 parts/],
  ['a'.repeat(32_769), 'QUERY_TOO_LARGE', 32_768, /characters/],
];

function failure(query: string): VerbatimError {
  try {
    parseQuery(query, NOW);
  } catch (error) {
    if (error instanceof VerbatimError) return error;
    throw error;
  }
  throw new Error('The query was read.');
}

describe('parseQuery', () => {
  it.each(SUCCESS)('reads %j', (query, expected) => {
    expect(sketch(parseQuery(query, NOW))).toBe(expected);
  });

  it.each(FAILURE)('refuses %.40j', (query, code, position, message) => {
    const error = failure(query);
    expect({ code: error.code, position: error.context.position }).toEqual({ code, position });
    expect(error.message).toMatch(message);
    expect(error.message).toContain(`At position ${position + 1}:`);
  });

  it.each(SUCCESS)('writes %j so that it reads back', (query) => {
    const filter = parseQuery(query, NOW);
    expect(parseQuery(formatQuery(filter), NOW)).toEqual(filter);
  });

  it('reads the longest query quickly, whatever it holds', () => {
    for (const unit of ['*', '"', '(', ':', '\\', 'a ', '""', 'a"', '{', 'a:{', '1.', '/1', '~', 'not ', 'a.', '\\u']) {
      const started = performance.now();
      for (const query of [unit.repeat(32_768 / unit.length), `ip: ${unit.repeat(32_000 / unit.length)}`]) {
        try {
          parseQuery(query, NOW);
        } catch (error) {
          expect(error).toBeInstanceOf(VerbatimError);
        }
      }
      expect(performance.now() - started, unit).toBeLessThan(500);
    }
  });

  it('takes the time from its argument', () => {
    expect(sketch(parseQuery('time < now', 1_000_000))).toBe(`time<[${formatMicros(1_000_000)}]`);
  });
});

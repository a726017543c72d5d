import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { originParts, readOrigin } from './origin.ts';
import { readUaaLine } from './read-line.ts';

const HEAD = '[2026-03-01 03:12:45.123] uaa - 7777 [exec-2] ....  INFO --- Audit: ';
const TAIL =
  "UserAuthenticationSuccess ('ann'): principal=5b1f, origin=[remoteAddress=203.0.113.7, clientId=cli], identityZoneId=[uaa]";
/** What follows each part. */
const FOLLOWS = [" ('", "'): principal=", ', origin=[', '], identityZoneId=[', '], authenticationType=[', ']'];
const PARTS = ['type', 'data', 'principal', 'origin', 'zone', 'authenticationType'] as const;

/** The parts that are there; one that is cut off ends in …. */
function parts(text: string): readonly string[] | undefined {
  const line = readUaaLine(text);
  return line && PARTS.map((part) => `${line[part].text}${line[part].isWhole || line[part].text === '' ? '' : '…'}`);
}

describe('readUaaLine', () => {
  const whole = ['UserAuthenticationSuccess', 'ann', '5b1f', 'remoteAddress=203.0.113.7, clientId=cli', 'uaa', ''];

  test.each<[string, string, string, string | undefined]>([
    ['old', `${HEAD}${TAIL}`, '2026-03-01T03:12:45.123000Z', undefined],
    [
      'new',
      `[2026-03-01T03:12:45.123456Z] uaa - 7 [exec-2] - [a1,b2] ....  INFO --- Audit: ${TAIL}`,
      '2026-03-01T03:12:45.123456Z',
      'a1,b2',
    ],
    [
      'marked',
      `[UAA_AUDIT] [2026-03-01T03:12:45.123Z] uaa - 7 [exec-2] - [,] ....  INFO --- Audit: ${TAIL}`,
      '2026-03-01T03:12:45.123000Z',
      undefined,
    ],
    ['marked behind the logger', `${HEAD}[UAA_AUDIT] ${TAIL}`, '2026-03-01T03:12:45.123000Z', undefined],
    [
      'with the path of the application',
      `${HEAD.replace('uaa -', 'uaa/context -')}${TAIL}`,
      '2026-03-01T03:12:45.123000Z',
      undefined,
    ],
  ])('the %s format', (_name, text, time, trace) => {
    expect(readUaaLine(text)).toMatchObject({ time, trace, isCut: false });
    expect(parts(text)).toEqual(whole);
  });

  test.each<[string, string[]]>([
    [
      "T ('it's (a) [\"b\"], c'): principal=P, origin=[O], identityZoneId=[Z]",
      ['T', 'it\'s (a) ["b"], c', 'P', 'O', 'Z', ''],
    ],
    ["T (''): principal=P, origin=[], identityZoneId=[Z]", ['T', '', 'P', '', 'Z', '']],
    ['T (\\\'["a"]\\\'): principal=P, origin=[O], identityZoneId=[Z]', ['T', '["a"]', 'P', 'O', 'Z', '']],
    ["T ('D'): principal=P, origin=[O], identityZoneId=[Z], authenticationType=[A]", ['T', 'D', 'P', 'O', 'Z', 'A']],
    [
      "T ('null'): principal=x, origin=[remoteAddress=10.0.0.1], identityZoneId=[uaa], origin=[O], identityZoneId=[Z]",
      ['T', 'null', 'x, origin=[remoteAddress=10.0.0.1], identityZoneId=[uaa]', 'O', 'Z', ''],
    ],
    [
      "T ('D'): principal=x'): principal=y, origin=[O], identityZoneId=[Z]",
      ['T', 'D', "x'): principal=y", 'O', 'Z', ''],
    ],
  ])('%s', (text, expected) => {
    expect(parts(HEAD + text)).toEqual(expected);
  });

  test('cut off anywhere, it says so, and what it says is a beginning of the whole', () => {
    const text = `${HEAD}${TAIL}, authenticationType=[uaa]`;
    const all = parts(text) ?? [];
    for (let end = HEAD.length + 1; end < text.length; end++) {
      const line = readUaaLine(text.slice(0, end));
      // A line without an authentication type is a whole one.
      expect(line?.isCut, text.slice(0, end)).toBe(end < HEAD.length + TAIL.length || end > HEAD.length + TAIL.length);
      for (const [i, part] of PARTS.entries()) {
        const { text: found, isWhole } = line?.[part] ?? { text: '', isWhole: false };
        if (isWhole) expect(found).toBe(all[i]);
        else expect(`${all[i]}${FOLLOWS[i]}`.startsWith(found), found).toBe(true);
      }
    }
  });

  test.each(['', '[x] uaa - 1 [y] ....  INFO --- Other: T', `${HEAD}two words`, `${HEAD.trim()}`])(
    'is none: %s',
    (text) => {
      expect(readUaaLine(text)).toBeUndefined();
    },
  );
});

test.each<[string, boolean, object]>([
  ['remoteAddress=10.0.0.1, clientId=cf', true, { address: '10.0.0.1', client: 'cf' }],
  ['10.0.0.1', true, { address: '10.0.0.1' }],
  ['client=cf, user=ann', true, { client: 'cf', user: 'ann' }],
  [
    'client=cf, details=(remoteAddress=fe80::1, tokenType=bearertokenValue=, sub=ann, iss=https://u/oauth)',
    true,
    { address: 'fe80::1', client: 'cf', user: 'ann' },
  ],
  ['caller=null, details=(remoteAddress=10.0.0.1)', true, { address: '10.0.0.1' }],
  ['remoteAddress=unknown', true, {}],
  ['remoteAddress=10.0.0.1, clientId=c', false, { address: '10.0.0.1' }],
  ['remoteAddress=10.0.0.1', false, {}],
  ['', true, {}],
])('the origin %s (whole: %s)', (text, isWhole, expected) => {
  expect(JSON.parse(JSON.stringify(readOrigin({ text, isWhole })))).toEqual(expected);
});

const CASES = new URL('../../../../shared/oracles/uaa-lines.jsonl', import.meta.url);

describe('lines with known answers', () => {
  if (!existsSync(CASES)) return test.skip('the lines are not on this machine', () => {});
  const cases = readFileSync(CASES, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as { message: string; asserts: string[] });

  test.each(cases)('$message', ({ message, asserts }) => {
    const line = readUaaLine(message.replace(/^<.*?\] {2}/, ''));
    const facts = {
      type: line?.type.text,
      data: line?.data.text,
      principal: line?.principal.text,
      identity_zone_id: line?.zone.text,
      origin: line && originParts(line.origin.text),
      remote_address: line && readOrigin(line.origin).address,
      audit_event_remote_address: line && readOrigin(line.origin).address,
      timestamp: line?.time,
      '@timestamp': line?.time,
    };
    expect(line?.isCut).toBe(false);
    let compared = 0;
    for (const assertion of asserts) {
      const [, name = '', value = ''] = /\["([^"\]]+)"\](?: to eq| ==) (.*)$/.exec(assertion) ?? [];
      if (!(name in facts)) continue;
      expect(facts[name as keyof typeof facts]).toEqual(rubyValue(name, value));
      compared++;
    }
    expect(compared).toBeGreaterThan(0);
  });
});

/** A value as Ruby writes it. */
function rubyValue(name: string, ruby: string): unknown {
  if (name === '@timestamp') return new Date(ruby.replace(/.*"(.*)".*/, '$1')).toISOString().replace('Z', '000Z');
  const value: unknown = ruby.startsWith("'") ? ruby.slice(1, -1) : JSON.parse(ruby);
  return name === 'timestamp' ? `${String(value).replace(' ', 'T')}000Z` : value;
}

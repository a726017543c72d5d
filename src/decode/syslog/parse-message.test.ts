import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { SyslogMessage } from './message.ts';
import { parseSyslog } from './parse-message.ts';

const RECEIVED_AT = '2026-03-01T03:12:45.000000Z';

function short(text: string, receivedAt = RECEIVED_AT) {
  const read = parseSyslog(text, receivedAt);
  if (read.problem !== undefined) return read.problem;
  const { time, host, program, instance, procId, message } = read;
  return Object.fromEntries(
    Object.entries({ time, host, program, instance, procId, message }).filter(([, value]) => value !== undefined),
  );
}

describe('RFC 3164 as it is sent', () => {
  const time = '2026-02-24T05:34:00.000000Z';
  const host = 'web-0';
  test.each<[string, Partial<SyslogMessage>]>([
    [
      '<13>Feb 24 05:34:00 web-0 cron[71]: job done',
      { time, host, program: 'cron', procId: '71', message: 'job done' },
    ],
    ['Feb 24 05:34:00 web-0 cron: job done', { time, host, program: 'cron', message: 'job done' }],
    [
      'Feb 24 05:34:00 10.1.0.9 uaa/rs2: [x] y',
      { time, host: '10.1.0.9', program: 'uaa', instance: 'rs2', message: '[x] y' },
    ],
    ['Feb 24 05:34:00 fe80::1 su: hello', { time, host: 'fe80::1', program: 'su', message: 'hello' }],
    ['<13>Feb 24 05:34:00 cron[71]: no host', { time, program: 'cron', procId: '71', message: 'no host' }],
    ['<13>Feb 24 05:34:00 cron: no host', { time, program: 'cron', message: 'no host' }],
    ['Feb 24 05:34:00 web-0 plain words: and a colon', { time, host, message: 'plain words: and a colon' }],
    ['Feb 24 05:34:00 web-0 cron:   indented', { time, host, program: 'cron', message: '  indented' }],
    [
      'Feb 24 05:34:00 web-0 /usr/sbin/cron[9]: x',
      { time, host, program: '/usr/sbin/cron', procId: '9', message: 'x' },
    ],
    ['Feb 24 05:34:00 {"a": "b: c"}', { time, message: '{"a": "b: c"}' }],
    ['Feb 24 05:34:00 web-0', { time, host, message: '' }],
    ['Feb 24 05:34:00', { time, message: '' }],
    ['Feb 24 2025 05:34:00 web-0 su: x', { time: '2025-02-24T05:34:00.000000Z', host, program: 'su', message: 'x' }],
    ['Feb 24 05:34:00.123 web-0 su: x', { time: '2026-02-24T05:34:00.123000Z', host, program: 'su', message: 'x' }],
    [
      '2026-02-23T23:34:00-06:00 web-0 broker/rs2 [a] b',
      { time, host, program: 'broker', instance: 'rs2', message: '[a] b' },
    ],
    ['2026-02-24T05:34:00+0000 web-0 su[1]: x', { time, host, program: 'su', procId: '1', message: 'x' }],
    ['2026-02-24T05:34:00 web-0 su: x', { time, host, program: 'su', message: 'x' }],
    [
      '<14>2026-02-24T05:34:00.000000+00:00 web-0 vcap.uaa [job=u index=0]  [z] x',
      { time, host, program: 'vcap.uaa', message: '[z] x' },
    ],
  ])('%s', (text, expected) => {
    expect(short(text)).toEqual(expected);
  });
});

test.each([
  ['Mar  1 03:12:44', RECEIVED_AT, '2026-03-01T03:12:44.000000Z'],
  ['Mar  2 03:12:45', RECEIVED_AT, '2026-03-02T03:12:45.000000Z'],
  ['Mar  2 03:12:46', RECEIVED_AT, '2025-03-02T03:12:46.000000Z'],
  ['Dec 31 23:59:59', '2026-01-01T00:00:01.000000Z', '2025-12-31T23:59:59.000000Z'],
  ['Jan  1 00:00:01', '2025-12-31T23:59:59.000000Z', '2026-01-01T00:00:01.000000Z'],
  ['Feb 29 12:00:00', RECEIVED_AT, '2024-02-29T12:00:00.000000Z'],
  ['Feb 29 12:00:00', '2103-06-01T00:00:00.000000Z', '2096-02-29T12:00:00.000000Z'],
])('the year of %s, received %s', (text, receivedAt, time) => {
  expect(short(`${text} web-0 su: x`, receivedAt)).toMatchObject({ time });
});

test.each([
  ['', 'expected <priority> or a time at character 0'],
  ['words', 'expected <priority> or a time at character 0'],
  ['<13>words', 'expected a version or a time at character 4'],
  ['<192>Feb 24 05:34:00 web-0 su: x', 'expected <priority> or a time at character 0'],
  ['Feb 30 05:34:00 web-0 su: x', 'expected <priority> or a time at character 0'],
  ['Feb 24 05:34:00web-0 su: x', 'expected a space behind the time at character 15'],
  ['<13>1 2026-02-24T05:34:00Z h a - - [x y="z]', 'expected " behind the value of a parameter at character 42'],
  ['<13>1 2026-02-24T05:34:00Z h a - - [x][x] m', 'expected another id of structured data at character 39'],
  ['2026-02-24 05:34:00 web-0 su: x', 'expected <priority> or a time at character 0'],
])('what is malformed says where: %s', (text, problem) => {
  expect(short(text)).toBe(problem);
});

test('RFC 5424 with all that it has', () => {
  const text = '<30>1 2026-02-24T05:34:00.1234567Z web-0 uaa 77 m1 [a@1 ip="1" ip="2"][b q="\\"\\]\\\\\\n"] \ufeffüber';
  expect(parseSyslog(text, RECEIVED_AT)).toEqual({
    facility: 3,
    severity: 6,
    version: 1,
    time: '2026-02-24T05:34:00.123456Z',
    host: 'web-0',
    program: 'uaa',
    procId: '77',
    msgId: 'm1',
    structuredData: new Map([
      [
        'a@1',
        [
          { name: 'ip', value: '1' },
          { name: 'ip', value: '2' },
        ],
      ],
      ['b', [{ name: 'q', value: '"]\\\\n' }]],
    ]),
    message: 'über',
  });
});

test('no text makes it throw', () => {
  const pieces = [
    '<34>',
    '1 ',
    '- ',
    'Feb 24 05:34:00 ',
    '2026-02-24T05:34:00Z ',
    'a',
    'a[1]: ',
    '[',
    ']',
    '"',
    '\\',
    '=',
    ' ',
    '\n',
    '\ufeff',
  ];
  fc.assert(
    fc.property(fc.array(fc.oneof(fc.constantFrom(...pieces), fc.string()), { maxLength: 30 }), (parts) => {
      const text = parts.join('');
      const read = parseSyslog(text, RECEIVED_AT);
      if (read.problem === undefined) expect(text.endsWith(read.message)).toBe(true);
      else expect(read.problem).toMatch(/^expected .* at character \d+$/);
    }),
    { numRuns: 2000 },
  );
});

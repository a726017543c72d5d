import { describe, expect, test } from 'vitest';
import { decode as decodeEntry } from './decode.ts';
import type { Read, Unread } from './reading.ts';
import { NO_STRUCTURE } from './received.ts';
import { ENVELOPE } from './testing/envelope.ts';

const decode = (text: string | Uint8Array, structure = NO_STRUCTURE) =>
  decodeEntry(Buffer.from(text as string), structure, ENVELOPE) as Read | Unread;
const event = (fields: object) => JSON.stringify({ auditID: 'a', stage: 'ResponseComplete', ...fields });

describe('decode reads', () => {
  test('an event, with the fields it does not know', () => {
    const reading = decode(event({ verb: 'get', user: { username: 'alice' }, vendor: { x: [1] } }));
    expect(reading).toMatchObject({ native: true });
    expect(reading.event).toEqual({
      auditID: 'a',
      stage: 'ResponseComplete',
      verb: 'get',
      user: { username: 'alice' },
      vendor: { x: [1] },
    });
  });

  test('null as missing, as Go does', () => {
    expect(decode(event({ user: { uid: null }, stageTimestamp: null, annotations: null })).event).toEqual({
      auditID: 'a',
      stage: 'ResponseComplete',
      user: {},
    });
  });

  test('the group that v1alpha1 wrote into apiVersion', () => {
    const { event: read } = decode(event({ objectRef: { resource: 'deployments', apiVersion: 'apps/v1beta1' } }));
    expect(read).toMatchObject({ objectRef: { resource: 'deployments', apiGroup: 'apps', apiVersion: 'v1beta1' } });
  });

  test('a time that was never set as missing', () => {
    expect(decode(event({ requestReceivedTimestamp: '0001-01-01T00:00:00Z' })).event).not.toHaveProperty(
      'requestReceivedTimestamp',
    );
  });

  test('keys that JavaScript finds special', () => {
    const read = decode('{"auditID":"a","__proto__":{"verb":"x"},"constructor":1,"annotations":{"__proto__":"y"}}');
    expect(read.event?.verb).toBeUndefined();
    expect(Object.keys(read.event?.annotations ?? {})).toEqual(['__proto__']);
  });
});

describe('decode quarantines', () => {
  test.each([
    ['broken JSON', '{"auditID":"a"', 'invalid-json', /breaks off|character 14/],
    ['a NUL byte', '{"auditID":"a\0"}', 'invalid-json', /character 13/],
    ['a number', '5', 'not-an-event', /JSON object/],
    ['null', 'null', 'not-an-event', /JSON object/],
    ['another object', '{"a":1}', 'not-an-event', /auditID/],
    ['a wrong type', event({ verb: 5 }), 'wrong-type', /^verb is a number, expected a string$/],
    ['a wrong type inside', event({ user: { groups: ['a', 1] } }), 'wrong-type', /^user.groups\[1\] is a number/],
    ['a wrong map', event({ annotations: { 'a/b': 1 } }), 'wrong-type', /^annotations\["a\/b"\] is a number/],
    ['a list for an object', event({ objectRef: [] }), 'wrong-type', /^objectRef is a list, expected an object$/],
    ['a code that is no code', event({ responseStatus: { code: 1.5 } }), 'wrong-type', /32-bit integer/],
    ['a time that is none', event({ stageTimestamp: 'yesterday' }), 'wrong-type', /stageTimestamp is not an RFC 3339/],
  ])('%s', (_name, text, reason, detail) => {
    const { quarantine } = decode(text);
    expect(quarantine?.reason).toBe(reason);
    expect(quarantine?.detail).toMatch(detail);
  });

  test('invalid UTF-8', () => {
    expect(decode(Buffer.from([0x7b, 0xff, 0x7d])).quarantine?.reason).toBe('invalid-utf8');
  });

  test('nesting that is too deep, without parsing it', () => {
    expect(decode('{}', { depth: 10_000, containers: 10_000 }).quarantine).toMatchObject({ reason: 'too-deep' });
  });

  test('more objects than a parser should be given, without parsing them', () => {
    expect(decode('{}', { depth: 2, containers: 2_000_000 }).quarantine).toMatchObject({ reason: 'too-complex' });
  });

  test('a time of no day', () => {
    expect(decode(event({ stageTimestamp: '2026-99-99T00:00:00.000000Z' })).quarantine).toMatchObject({
      reason: 'wrong-type',
    });
  });

  test('without repeating a long key', () => {
    const { quarantine } = decode(event({ annotations: { ['k'.repeat(10_000)]: 1 } }));
    expect(quarantine?.detail.length).toBeLessThan(300);
  });

  test('without repeating the text, which may hold a secret', () => {
    expect(decode('{"auditID":"a","token":hunter2}').quarantine?.detail).not.toContain('hunter2');
  });
});

describe('what is wrapped', () => {
  const wrap = (inner: string, times: number): string =>
    times === 0 ? inner : JSON.stringify({ _line: wrap(inner, times - 1) });

  test('is read through a few wrappings, not through any number', () => {
    const inner = event({ verb: 'get' });
    expect(decode(wrap(inner, 4)).event).toMatchObject({ verb: 'get' });
    expect(decode(wrap(inner, 5)).quarantine).toMatchObject({ reason: 'not-an-event' });
  });

  test('is bounded like what is not', () => {
    const deep = `{"verb":"get","a":${'['.repeat(2_000)}${']'.repeat(2_000)}}`;
    expect(decode(wrap(deep, 1)).quarantine).toMatchObject({ reason: 'too-deep' });
  });

  test('wins over what its wrapping says', () => {
    const line = (fields: object) =>
      decode(JSON.stringify({ _line: event(fields), _host: 'h', _ts: 1_772_362_802_123 }));
    expect(line({})).toMatchObject({ node: 'h', event: { requestReceivedTimestamp: '2026-03-01T11:00:02.123000Z' } });
    const time = '2026-01-01T00:00:00.000000Z';
    expect(line({ stageTimestamp: time }).event).not.toHaveProperty('requestReceivedTimestamp');
  });
});

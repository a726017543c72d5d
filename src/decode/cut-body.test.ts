import { describe, expect, test } from 'vitest';
import { cutBody } from './cut-body.ts';

const id = '0a7b1f0e-0000-4000-8000-00000000000a';
const native = `{"level":"Metadata","auditID":"${id}","stage":"Panic","requestURI":"/x","verb":"get","user":{"username":"alice"}}`;
const list = (items: string) => Buffer.from(`{"kind":"EventList","items":[${items}]}`);

describe('cutBody', () => {
  test.each<[string, string, boolean]>([
    ['what kube-apiserver wrote', native, true],
    ['an event in another layout', native.replace(':', ': '), false],
    ['what is no event', '{"a":1}', false],
    ['a body that is no JSON', native.replace('}}', '},"requestObject":{"a":01}}'), false],
    [
      'a body with a great many containers',
      native.replace('}}', `},"requestObject":{"a":[${'{},'.repeat(950_000)}1]}}`),
      false,
    ],
  ])('finds %s between others, and tells whether it must be read', (_name, event, readable) => {
    const found = [...cutBody(list(`${native},${event}, ${native}`))];
    expect(found.map(({ raw }) => Buffer.from(raw).toString())).toEqual([native, event, native]);
    expect(found.map((one) => one.readable)).toEqual([true, readable, true]);
  });

  test('takes nothing for read where the bytes are not UTF-8', () => {
    const body = list(native.replace('alice', '\u00ff'));
    const latin1 = Buffer.from(body.toString(), 'latin1');
    expect([...cutBody(latin1)].map(({ readable }) => readable)).toEqual([false]);
  });

  test('goes on where it was when another body was cut meanwhile', () => {
    const events = cutBody(list(`${native},${native}`));
    events.next();
    expect([...cutBody(list(native))]).toHaveLength(1);
    expect([...events].map(({ readable }) => readable)).toEqual([true]);
  });
});

import { describe, expect, test } from 'vitest';
import type { Span } from '../event/json-scan.ts';
import { valueSpan } from '../event/json-scan.ts';
import { splitEvents } from './split-events.ts';

function split(body: string) {
  const bytes = Buffer.from(body);
  const spans = splitEvents(bytes, valueSpan);
  const events: Span[] = [];
  let next = spans.next();
  for (; !next.done; next = spans.next()) events.push(next.value);
  const rest = next.value;
  const text = (span: { start: number; end: number }) => bytes.toString('utf8', span.start, span.end);
  return { events: events.map(text), rest: rest && text(rest) };
}

describe('splitEvents', () => {
  test.each([
    ['a list', '{"kind":"EventList","items":[{"a":1}, {"b":[2]}]}', ['{"a":1}', '{"b":[2]}'], undefined],
    ['keys after the items', '{"items":[{"a":1}],"kind":"EventList"}\n', ['{"a":1}'], undefined],
    ['an empty list', '{"kind":"EventList","metadata":{},"items":[ ]}', [], undefined],
    ['one event', ' {"verb":"get"}\n', ['{"verb":"get"}'], undefined],
    [
      'elements of any type',
      '{"items":[1,"x",null,[],{"a":"}]"}]}',
      ['1', '"x"', 'null', '[]', '{"a":"}]"}'],
      undefined,
    ],
    ['escaped quotation marks', '{"items":[{"a":"\\"]},{"},{}]}', ['{"a":"\\"]},{"}', '{}'], undefined],
    ['a body that breaks off', '{"items":[{"a":1},{"b":', ['{"a":1}'], '{"b":'],
    ['a body that breaks off after an item', '{"items":[{"a":1}', ['{"a":1}'], undefined],
    ['a list with text after it', '{"items":[{"a":1}]} x', ['{"a":1}'], 'x'],
    ['items that are no list', '{"items":{"a":1}}', ['{"items":{"a":1}}'], undefined],
    ['no JSON', 'hello', [], 'hello'],
    ['an array', '[{"a":1}]', [], '[{"a":1}]'],
    ['nothing', ' \n', [], undefined],
    ['two documents', '{"a":1} {"b":2}', [], '{"a":1} {"b":2}'],
  ])('%s', (_name, body, events, rest) => {
    expect(split(body)).toEqual({ events, rest });
  });

  test('tells how deep an event is nested, without recursion', () => {
    const deep = `${'['.repeat(100_000)}${']'.repeat(100_000)}`;
    const events = [...splitEvents(Buffer.from(`{"items":[{"a":${deep}},{"b":{}}]}`), valueSpan)];
    expect(events.map((event) => [event.depth, event.containers])).toEqual([
      [100_001, 100_001],
      [2, 2],
    ]);
  });
});

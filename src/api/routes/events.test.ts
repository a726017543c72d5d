import { expect, test } from 'vitest';
import type { FoundRecord } from '../../store/read-row.ts';
import { formatCursor } from '../cursor.ts';
import { testServer } from '../testing.ts';

const place = { time: '2026-03-01T03:12:45.123456Z', journal: 'abcd1234', seq: 7 };
const record = { ...place, id: 'abcd1234-7', actor: 'a', eventJson: '{"verb":"get"}', raw: Buffer.from('') };

async function ask(query: string, records: readonly object[] = [record]) {
  const app = await testServer({ page: async () => ({ records: records as FoundRecord[], next: undefined }) });
  const { statusCode: status, headers, body } = await app.inject(`/api/v1/events${query}`);
  await app.close();
  return { status, headers, body };
}

test('a page says where its other side goes on', async () => {
  const cursors = async (query: string, records?: []) => {
    const { next, previous } = JSON.parse((await ask(query, records)).body);
    return { next, previous };
  };
  expect(await cursors('')).toEqual({ next: null, previous: formatCursor(place, 'asc') });
  expect(await cursors('?order=asc')).toEqual({ next: null, previous: formatCursor(place, 'desc') });
  expect(await cursors('', [])).toEqual({ next: null, previous: null });
});

test('a link downloads a file', async () => {
  const { headers, body } = await ask('?format=csv&fields=verb,id&download=true');
  expect(headers).toMatchObject({
    'content-type': 'text/csv; charset=utf-8; header=present',
    'content-disposition': 'attachment; filename="verbatim-20260302T000000Z.csv"',
  });
  expect(body).toBe('verb,id\r\nget,abcd1234-7\r\n');
});

test.each([
  ['?format=jsonl&view=event', 'application/x-ndjson', '{"verb":"get"}\n'],
  ['?format=jsonl&fields=verb', 'application/x-ndjson', '{"verb":"get"}\n'],
])('%s streams', async (query, type, expected) => {
  const { headers, body } = await ask(query);
  expect([headers['content-type'], body]).toEqual([type, expected]);
  expect(headers['content-disposition']).toBeUndefined();
});

test.each([
  ['?download=true', 'REQUEST_INVALID', 'add format=jsonl'],
  ['?fields=verb', 'REQUEST_INVALID', 'add format=jsonl'],
  ['?format=csv&fields=', 'REQUEST_INVALID', 'there are none'],
  ['?format=csv&fields=verbb', 'QUERY_FIELD', 'verb'],
])('%s is refused', async (query, code, detail) => {
  const { status, body } = await ask(query);
  expect([status, JSON.parse(body).code]).toEqual([400, code]);
  expect(JSON.parse(body).detail).toContain(detail);
});

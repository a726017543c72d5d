import { expect, test } from 'vitest';
import type { FoundRecord } from '../../store/read-row.ts';
import { csvLines, fieldLines } from './line-formats.ts';

const EVENT = {
  verb: 'create',
  user: { username: 'x', groups: ['a', 'b,c'] },
  objectRef: { name: '=HYPERLINK("http://x")', namespace: 'a\nb' },
  responseStatus: { code: 201 },
  requestObject: { spec: { containers: [{ image: 'one' }, { image: 'two' }], replicas: 3 } },
  annotations: { 'authorization.k8s.io/decision': 'allow' },
};
const record = {
  id: 'j-1',
  time: '2026-03-01T03:12:45.000000Z',
  actor: 'Alice',
  cluster: 'prod',
  summary: 'Alice created "x"',
  eventJson: JSON.stringify(EVENT),
} as FoundRecord;

test.each([
  ['id', 'j-1'],
  ['time', '2026-03-01T03:12:45.000000Z'],
  ['actor', 'Alice'],
  ['cluster', 'prod'],
  ['summary', '"Alice created ""x"""'],
  ['name', `"'=HYPERLINK(""http://x"")"`],
  ['ns', '"a\nb"'],
  ['code', '201'],
  ['user.groups', '"a, b,c"'],
  ['requestObject.spec.replicas', '3'],
  ['requestObject.spec.containers.image', '"one, two"'],
  ['requestObject.spec', '"{""containers"":[{""image"":""one""},{""image"":""two""}],""replicas"":3}"'],
  ['annotations."authorization.k8s.io/decision"', 'allow'],
  ['annotations.toString', ''],
  ['userAgent', ''],
])('the cell of %s', (field, expected) => {
  expect(csvLines([field]).line(record).join('')).toBe(`${expected}\r\n`);
});

test('CSV begins with the names of its columns', () => {
  const { head, line } = csvLines(['verb', 'annotations."a"']);
  expect(head).toBe('verb,"annotations.""a"""\r\n');
  expect(line(record).join('')).toBe('create,\r\n');
  expect(csvLines().head.split(',').length).toBe(csvLines().line(record).join('').split(',').length);
});

test('lines of JSON hold values as they are', () => {
  const [line = ''] = fieldLines(['verb', 'code', 'user.groups', 'requestURI']).line(record).map(String);
  expect(JSON.parse(line)).toEqual({ verb: 'create', code: 201, 'user.groups': ['a', 'b,c'] });
});

test('a field that is not there is told', () => {
  expect(() => csvLines(['verbb'])).toThrow(expect.objectContaining({ code: 'QUERY_FIELD' }));
});

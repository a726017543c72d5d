import { hash } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { PolicyChange } from '../api/audit/policy-change.ts';
import { openRecordedPolicies } from './recorded-policies.ts';

const A = { name: '/etc/a.yaml', text: 'a' };
const B = { name: '/etc/b.yaml', text: 'b' };

let directory: string;
let path: string;
let told: string[];
let isFull: boolean;
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'verbatim-recorded-'));
  path = join(directory, 'policies.json');
  told = [];
  isFull = false;
});
afterEach(() => rm(directory, { recursive: true, force: true }));

/** As at a start: opened anew. */
async function opened(forgotten: (error: unknown) => void = () => {}) {
  const record = async ({ name, text, verb, problem }: PolicyChange) => {
    if (isFull) throw new Error('full');
    told.push([verb ?? 'update', name, text ?? '', ...(problem ? [problem] : [])].join(' '));
  };
  return openRecordedPolicies({ path, record, forgotten });
}

const toldSince = () => told.splice(0);

test('what differs from what was recorded last is recorded at the start, once', async () => {
  await (await opened()).recordAll([A, B]);
  expect(toldSince()).toEqual(['create /etc/a.yaml a', 'create /etc/b.yaml b']);
  await (await opened()).recordAll([A, B]);
  expect(toldSince()).toEqual([]);
  await (await opened()).recordAll([{ ...A, text: 'x' }]);
  expect(toldSince()).toEqual(['delete /etc/b.yaml ', 'update /etc/a.yaml x']);
  await (await opened()).recordAll([{ ...A, text: 'x' }, B]);
  expect(toldSince()).toEqual(['create /etc/b.yaml b']);
});

test('a change while it runs is known at the next start; one that is refused is none', async () => {
  const first = await opened();
  await first.recordAll([A]);
  await first.record({ ...A, text: 'x' });
  await first.record({ ...A, text: 'broken', problem: 'is not valid' });
  toldSince();
  await (await opened()).recordAll([{ ...A, text: 'x' }]);
  expect(toldSince()).toEqual([]);
  expect(JSON.parse(await readFile(path, 'utf8'))).toEqual({ [A.name]: hash('sha256', 'x') });
});

test('what could not be recorded is recorded at the next start', async () => {
  isFull = true;
  await expect((await opened()).recordAll([A])).rejects.toThrow('full');
  isFull = false;
  await (await opened()).recordAll([A]);
  expect(toldSince()).toEqual(['create /etc/a.yaml a']);
});

test.each(['{', '[]', '"x"', 'null', '{"/etc/a.yaml":1}', ''])(
  'where %j is kept, all is recorded again',
  async (text) => {
    await writeFile(path, text);
    await (await opened()).recordAll([A]);
    expect(toldSince()).toEqual(['create /etc/a.yaml a']);
  },
);

test('what is recorded and cannot be remembered is told', async () => {
  const errors: unknown[] = [];
  path = join(directory, 'missing', 'policies.json');
  await (await opened((error) => errors.push(error))).recordAll([A]);
  expect(toldSince()).toHaveLength(1);
  expect(errors).toHaveLength(1);
});

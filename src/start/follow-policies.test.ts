import { mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { PolicyChange } from '../api/audit/policy-change.ts';
import { openAdmission } from './open-admission.ts';

const policyOf = (level: string) => `apiVersion: audit.k8s.io/v1\nkind: Policy\nrules: [{ level: ${level} }]\n`;
const NOTHING = policyOf('None');
const ALL = policyOf('RequestResponse');
const START = new Date('2026-03-01T00:00:00Z');

let directory: string;
let file: string;
let stop: AbortController;
let told: string[];
let records: PolicyChange[];
let isFull: boolean;
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'verbatim-policies-'));
  file = join(directory, 'policy.yaml');
  stop = new AbortController();
  told = [];
  records = [];
  isFull = false;
});
afterEach(async () => {
  stop.abort();
  await rm(directory, { recursive: true, force: true });
});

/** As a whole, so that no half of it is seen. */
async function put(text: string) {
  await writeFile(`${file}.new`, text);
  await rename(`${file}.new`, file);
}

async function follow() {
  await put(ALL);
  const opened = await openAdmission([{ policy: file }, { policy: 'preset:verbatim', clusters: ['x'] }], () => START);
  void opened.follow({
    record: async (change) => {
      if (isFull) throw new Error('full');
      records.push(change);
    },
    changed: () => told.push('changed'),
    refused: (_name, error) => told.push((error as Error).message.split('\n')[0] ?? ''),
    signal: stop.signal,
    pollMs: 5,
  });
  const raw = Buffer.from('{}');
  const isKept = () => 'raw' in opened.admission('prod', 'file').admit({ verb: 'get' }, 'kubernetes', raw);
  return { ...opened, isKept };
}

test('a changed file holds from the next delivery on, and is recorded before', async () => {
  const { isKept, configured } = await follow();
  expect(isKept()).toBe(true);
  await put(NOTHING);
  await expect.poll(isKept).toBe(false);
  expect(records).toEqual([{ name: file, text: NOTHING }]);
  expect(configured().policies[0]).toMatchObject({ name: file, policy: NOTHING, rules: 1 });
  expect(configured().policies[1]).toMatchObject({ name: 'preset:verbatim' });
  expect(told).toEqual(['changed']);
});

test.each([
  ['is no policy', 'rules: [', /policy\.yaml is not valid/],
  ['has an error', policyOf('metadata'), /policy\.yaml is not valid/],
  ['holds two', `${ALL}---\n${ALL}`, /holds 2 policies/],
])('a file that %s keeps the policy before, says so once, and is recorded', async (_what, text, message) => {
  const { isKept, problem, configured } = await follow();
  await put(text);
  await expect.poll(problem).toContain(file);
  expect(isKept()).toBe(true);
  expect(configured().policies[0]).toMatchObject({ policy: ALL, problem: expect.stringMatching(message) });
  await expect.poll(() => records).toHaveLength(1);
  expect(records[0]).toMatchObject({ name: file, text, problem: expect.stringMatching(message) });
  await put(ALL);
  await expect.poll(problem).toBeUndefined();
  expect(told).toHaveLength(1);
  // The policy in use has not changed.
  expect(records).toHaveLength(1);
});

test('a file that is gone keeps the policy before', async () => {
  const { isKept, problem } = await follow();
  await rm(file);
  await expect.poll(problem).toBeDefined();
  expect(isKept()).toBe(true);
  // Once more where it went between being looked at and being read.
  expect(new Set(told.map((one) => one.replace(/^.*(cannot be read).*$/, '$1')))).toEqual(new Set(['cannot be read']));
});

test('a change that cannot be recorded is not made, and tried again', async () => {
  const { isKept, problem } = await follow();
  isFull = true;
  await put(NOTHING);
  await expect.poll(problem).toBeDefined();
  expect(isKept()).toBe(true);
  isFull = false;
  await expect.poll(isKept).toBe(false);
  expect(problem()).toBeUndefined();
  expect(told).toEqual(['full', 'changed']);
});

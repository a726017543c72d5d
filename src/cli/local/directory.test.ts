import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runProgram } from '../testing/run-program.ts';
import { closeFileEngine } from './engine.ts';

const folder = mkdtempSync(join(tmpdir(), 'verbatim-directory-'));
const path = (name: string) => join(folder, name);
const EVENT = { auditID: 'a1', stage: 'ResponseComplete', verb: 'get', user: { username: 'alice' } };

beforeAll(() => {
  mkdirSync(path('logs'));
  const line = JSON.stringify({ ...EVENT, requestReceivedTimestamp: '2026-03-01T03:12:45.000000Z' });
  writeFileSync(join(path('logs'), 'audit.log'), `${line}\n`);
});
afterAll(async () => {
  await closeFileEngine();
  rmSync(folder, { recursive: true, force: true });
});

describe('--actors', () => {
  it.each([
    ['a file of its own', '{ actors: [{ name: Alice Smith, aliases: [alice] }] }'],
    ['a configuration', 'listen: 127.0.0.1:0\nactors:\n  - name: Alice Smith\n    aliases: [alice]\n'],
  ])('says who is who: %s', async (_what, yaml) => {
    writeFileSync(path('people.yaml'), yaml);
    const known = ['--actors', path('people.yaml'), '--file', path('logs')];
    expect((await runProgram(['top', 'actor', '-o', 'csv', ...known])).stdout).toBe('count,value\r\n1,Alice Smith\r\n');
    const found = await runProgram(['search', 'actor: "Alice Smith"', '-o', 'jsonl', '--envelope', ...known]);
    expect(JSON.parse(found.stdout)).toMatchObject({ actor: 'Alice Smith', event: { user: { username: 'alice' } } });
  });

  it.each([
    [['--actors', 'nowhere.yaml', '--file', path('logs')], 2, 'nowhere.yaml cannot be read'],
    [['--actors', path('people.yaml')], 2, '--actors is for --file'],
  ])('%j is told', async (argv, code, message) => {
    const { code: ended, stderr } = await runProgram(['search', ...argv]);
    expect([ended, stderr]).toEqual([code, expect.stringContaining(message)]);
  });

  it('tells every error with its place', async () => {
    writeFileSync(path('wrong.yaml'), 'actors: [{ name: a, aliases: [x] }, { name: b, aliases: [x] }, { nam: c }]');
    writeFileSync(path('twice.yaml'), 'actors: [{ name: a, aliases: [x] }, { name: b, aliases: [x] }]');
    const told = async (file: string) =>
      (await runProgram(['search', '--actors', path(file), '--file', path('logs')])).stderr;
    writeFileSync(path('other.yaml'), 'people: []');
    expect(await told('other.yaml')).toContain('it says nothing of actors');
    expect(await told('wrong.yaml')).toContain('actors.2.nam: there is no such key');
    expect(await told('twice.yaml')).toMatch(
      /actors\.1\.aliases\.0: x is an alias of a already, at .*actors\.0\.aliases\.0/,
    );
  });
});

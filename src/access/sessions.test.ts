import { mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { USES_KEPT_MS } from './last-uses.ts';
import { MAX_OF_TOKEN, MAX_SESSIONS, openSessions } from './sessions.ts';

const LIMITS = { idleMs: 3_600_000, maxAgeMs: 8 * 3_600_000 };
const BEGIN = Date.parse('2026-03-01T00:00:00Z');
let data: string;
let now: number;
beforeEach(async () => {
  now = BEGIN;
  data = await mkdtemp(join(tmpdir(), 'verbatim-sessions-'));
});
// Uses are kept beside what a test does.
afterEach(() => rm(data, { recursive: true, force: true, maxRetries: 10 }));

const open = () => openSessions(data, () => new Date(now), LIMITS);
const path = () => join(data, 'sessions.json');

test('a session names its token until it is ended, across restarts', async () => {
  const sessions = await open();
  const [a, b] = [await sessions.create('token-a'), await sessions.create('token-b')];
  for (const opened of [sessions, await open()]) {
    expect([opened.find(a.id)?.tokenHash, opened.find(b.id)?.tokenHash]).toEqual(['token-a', 'token-b']);
    expect(opened.find('other')).toBeUndefined();
    expect(opened.find(a.session.idHash)).toBeUndefined();
  }
  await sessions.end(a.session);
  await sessions.end(a.session);
  for (const opened of [sessions, await open()]) {
    expect([opened.find(a.id), opened.renewed(a.session)]).toEqual([undefined, undefined]);
    expect(opened.renewed(b.session)).toEqual(b.session);
  }
});

test('an id is 256 random bits, of which only a hash is kept, for the owner alone', async () => {
  const sessions = await open();
  const ids = [(await sessions.create('t')).id, (await sessions.create('t')).id];
  expect(new Set(ids).size).toBe(2);
  for (const id of ids) {
    expect(Buffer.from(id, 'base64url')).toHaveLength(32);
    expect(await readFile(path(), 'utf8')).not.toContain(id);
  }
  expect((await stat(path())).mode & 0o777).toBe(0o600);
});

test('it ends when it was not used for long, and however it is used in the end', async () => {
  const sessions = await open();
  const { id, session } = await sessions.create('t');
  expect(sessions.endOf(session)).toBe(BEGIN + LIMITS.idleMs);
  now += LIMITS.idleMs - 1;
  expect(sessions.find(id)).toBeDefined();
  now += 1;
  expect([sessions.find(id), sessions.renewed(session)]).toEqual([undefined, undefined]);

  const busy = await sessions.create('t');
  const began = now;
  for (; now < began + LIMITS.maxAgeMs; now += LIMITS.idleMs / 2) {
    expect(sessions.find(busy.id)).toBeDefined();
    sessions.used(busy.session);
    expect(sessions.endOf(busy.session)).toBe(Math.min(now + LIMITS.idleMs, began + LIMITS.maxAgeMs));
  }
  expect(sessions.find(busy.id)).toBeUndefined();
});

test('a restart forgets no use that is a minute old', async () => {
  const sessions = await open();
  const { id, session } = await sessions.create('t');
  for (let n = 0; n < 3; n++) {
    now += USES_KEPT_MS;
    sessions.used(session);
  }
  await expect.poll(async () => (await open()).find(id)?.lastUsedAt).toBe(new Date(now).toISOString());
});

test('of one token, the session not used for longest makes room for one more', async () => {
  const sessions = await open();
  const other = await sessions.create('other');
  const own = [];
  for (let n = 0; n < MAX_OF_TOKEN; n++) {
    own.push(await sessions.create('t'));
    now += 1_000;
  }
  sessions.used(own[0]!.session);
  const last = await sessions.create('t');
  expect(own.filter(({ id }) => sessions.find(id) === undefined)).toEqual([own[1]]);
  for (const { id } of [other, last]) expect(sessions.find(id)).toBeDefined();
});

test('beyond all that there may be, nobody signs in until some have ended', async () => {
  const kept = Array.from({ length: MAX_SESSIONS }, (_, n) => ({
    idHash: `${n}`,
    tokenHash: `token-${n}`,
    createdAt: '2026-03-01T00:00:00.000Z',
    lastUsedAt: '2026-03-01T00:00:00.000Z',
  }));
  await writeFile(path(), JSON.stringify({ sessions: kept }));
  const sessions = await open();
  await expect(sessions.create('t')).rejects.toMatchObject({ code: 'BUSY' });
  now += LIMITS.idleMs;
  const { id } = await sessions.create('t');
  expect(sessions.find(id)).toBeDefined();
  expect(JSON.parse(await readFile(path(), 'utf8')).sessions).toHaveLength(1);
});

test('what cannot be kept is no change', async () => {
  const sessions = await open();
  const { id, session } = await sessions.create('t');
  await mkdir(`${path()}.tmp`);
  await expect(sessions.create('t')).rejects.toThrow('EISDIR');
  await expect(sessions.end(session)).rejects.toThrow('EISDIR');
  expect(sessions.find(id)).toEqual(session);
});

test('a file that was not written so is not taken for one', async () => {
  await writeFile(path(), '{"sessions": [{"idHash": "a"}]}');
  await expect(open()).rejects.toMatchObject({ code: 'FILE_UNREADABLE' });
});

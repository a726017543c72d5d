import { mkdir, mkdtemp, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { USES_KEPT_MS } from './last-uses.ts';
import { tokenHash } from './secret.ts';
import { endOf, openTokens } from './tokens.ts';

let data: string;
let now: Date;
beforeEach(async () => {
  now = new Date('2026-03-01T00:00:00Z');
  data = await mkdtemp(join(tmpdir(), 'verbatim-tokens-'));
});
afterEach(() => rm(data, { recursive: true, force: true }));

const open = () => openTokens(data, () => now);
const file = () => readFile(join(data, 'tokens.json'), 'utf8');
const AUDITOR = { name: 'ops', role: 'auditor', scope: {} } as const;
const VIEWER = { name: '', role: 'viewer', scope: { clusters: ['prod'], namespaces: ['a', 'b'] } } as const;

test('a token names its holder until it is revoked, across restarts', async () => {
  const tokens = await open();
  const [a, b] = [await tokens.create(AUDITOR), await tokens.create(VIEWER)];
  for (const opened of [tokens, await open()]) {
    expect(opened.holder(tokenHash(a.token))).toMatchObject({ id: a.known.id, ...AUDITOR });
    expect(opened.holder(tokenHash(b.token))).toMatchObject({ id: b.known.id, ...VIEWER });
    expect(opened.holder(tokenHash('vbt_other'))).toBeUndefined();
  }
  await tokens.revoke(a.known.id);
  for (const opened of [tokens, await open()]) {
    expect(opened.holder(tokenHash(a.token))).toBeUndefined();
    expect(opened.list().map(({ id }) => id)).toEqual([b.known.id]);
  }
  await expect(tokens.revoke(a.known.id)).rejects.toMatchObject({ code: 'NOT_FOUND' });
});

test('on a full disk a token can be revoked, not made; that holds across restarts', async () => {
  const tokens = await open();
  const [a, b] = [await tokens.create(AUDITOR), await tokens.create(VIEWER)];
  // What is written there has no room.
  await symlink('/dev/full', join(data, 'tokens.json.tmp'));
  await expect(tokens.create(AUDITOR)).rejects.toMatchObject({ code: 'ENOSPC' });
  await tokens.revoke(a.known.id);
  for (const opened of [tokens, await open()]) {
    expect(opened.holder(tokenHash(a.token))).toBeUndefined();
    expect(opened.list().map(({ id }) => id)).toEqual([b.known.id]);
  }
  expect(await file()).not.toContain(tokenHash(a.token));
  await rm(join(data, 'tokens.json.tmp'));
  await tokens.create(AUDITOR);
  expect(await file()).not.toContain(a.known.id);
});

test('of the token only its hash is kept, for the owner alone', async () => {
  const { token } = await (await open()).create(AUDITOR);
  expect(token).toMatch(/^vbt_[\w-]{43}$/);
  expect(await file()).not.toContain(token);
  expect(await file()).toContain(tokenHash(token));
  expect((await stat(join(data, 'tokens.json'))).mode & 0o777).toBe(0o600);
});

test('a token has the end that was asked for, or none', async () => {
  const tokens = await open();
  const { known } = await tokens.create({ ...AUDITOR, expires: '1d' });
  expect(known.expiresAt).toBe('2026-03-02T00:00:00.000Z');
  expect(endOf(known)).toBe(Date.parse('2026-03-02T00:00:00Z'));
  expect(endOf((await tokens.create(AUDITOR)).known)).toBe(Number.POSITIVE_INFINITY);
});

const KEPT = { id: 'tok_1', name: '', role: 'viewer', scope: { clusters: ['a'] }, tokenHash: 'h', createdAt: '' };

test.each([
  ['no JSON', '{"tokens": [', 'JSON'],
  ['no list', '{"clusters": []}', 'no list of tokens'],
  ['a role that there is not', { role: 'owner' }, 'tokens[0].role must be equal to one of'],
  ['a scope that nobody holds to', { scope: { nodes: ['a'] } }, 'tokens[0].scope'],
  ['an end that is no time', { expiresAt: 'never' }, 'tokens[0].expiresAt'],
  ['a viewer who may see everything', { scope: {} }, 'A viewer needs a scope'],
])('a file with %s is not taken for one without it', async (_name, wrong, why) => {
  const createdAt = '2026-03-01T00:00:00.000Z';
  const text = typeof wrong === 'string' ? wrong : JSON.stringify({ tokens: [{ ...KEPT, createdAt, ...wrong }] });
  await writeFile(join(data, 'tokens.json'), text);
  await expect(open()).rejects.toMatchObject({ code: 'FILE_UNREADABLE' });
  await expect(open()).rejects.toThrow(why);
});

test('what cannot be is refused, and what cannot be kept changes nothing', async () => {
  const tokens = await open();
  await expect(tokens.create({ ...VIEWER, scope: {} })).rejects.toMatchObject({ code: 'REQUEST_INVALID' });
  await expect(tokens.create({ ...AUDITOR, expires: 'soon' })).rejects.toMatchObject({ code: 'TIME_INVALID' });
  const { known, token } = await tokens.create(AUDITOR);
  // A directory stands where the file is written beside the old one.
  await mkdir(join(data, 'tokens.json.tmp'));
  await expect(tokens.revoke(known.id)).rejects.toThrow('EISDIR');
  await expect(tokens.create(AUDITOR)).rejects.toThrow('EISDIR');
  expect(tokens.list()).toEqual([known]);
  expect(tokens.holder(tokenHash(token))).toEqual(known);
});

test('the last use is known at once, and kept now and then', async () => {
  const tokens = await open();
  const { known } = await tokens.create(AUDITOR);
  const keptUse = async () => (await open()).list()[0]?.lastUsedAt;
  expect(await keptUse()).toBeUndefined();
  const use = async (afterMs: number) => {
    now = new Date(now.getTime() + afterMs);
    tokens.used(known.id);
    expect(tokens.list()[0]?.lastUsedAt).toBe(now.toISOString());
    return now.toISOString();
  };
  const first = await use(1_000);
  await expect.poll(keptUse).toBe(first);
  await use(1_000);
  const third = await use(USES_KEPT_MS);
  await expect.poll(keptUse).toBe(third);
  await mkdir(join(data, 'tokens.json.tmp'));
  await use(USES_KEPT_MS);
});

test.each(['verbatim:admin', 'system:anonymous', 'a\nb', '\u202eops', ' ops'])(
  'a token is not named %j, which could be taken for another',
  async (name) => {
    const tokens = await open();
    await expect(tokens.create({ ...AUDITOR, name })).rejects.toMatchObject({ code: 'REQUEST_INVALID' });
    expect(tokens.list()).toEqual([]);
  },
);

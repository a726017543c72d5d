import { expect, test } from 'vitest';
import type { Person } from '../../actors/config.ts';
import type { LastAct, SeenLink } from '../../store/actor-links.ts';
import { createKnownActors } from '../actors/known-actors.ts';
import { testServer } from '../testing.ts';

const at = (second: number) => `2026-03-01T03:12:0${second}.000000Z`;
const link = (cluster: string, id: string, name: string, second: number): SeenLink => ({
  ...{ cluster, id, name, first: at(0), last: at(second) },
});
const act = (actor: string, cluster: string, platform: string, second: number): LastAct => ({
  ...{ actor, cluster, platform, last: at(second) },
});

const PEOPLE: Person[] = [
  { name: 'alice', aliases: ['alice@example.com', 'uaa:5b1e'] },
  { name: 'alice', aliases: ['root'], clusters: ['test'] },
];
const LINKS = [
  link('pks', '5b1e', 'a.smith', 4),
  link('pks', '6', 'carol', 5),
  link('pks', '7', 'dave', 1),
  link('pks', '7', 'erin', 2),
];
const ACTS = [
  act('alice', 'prod', 'kubernetes', 1),
  act('alice@example.com', 'prod', 'kubernetes', 3),
  act('5b1e', 'pks', 'pks', 2),
  act('root', 'prod', 'kubernetes', 9),
];

async function ask(query = '') {
  let asked: readonly string[] = [];
  const app = await testServer(
    {
      links: async () => LINKS,
      lastActs: async (names) => {
        asked = names;
        return ACTS;
      },
    },
    undefined,
    { actors: createKnownActors({ people: () => PEOPLE, links: () => LINKS }) },
  );
  const { statusCode, body } = await app.inject(`/api/v1/actors${query}`);
  await app.close();
  return { status: statusCode, actors: JSON.parse(body).actors, asked };
}

const ALICE = {
  name: 'alice',
  aliases: [
    { alias: 'alice@example.com', from: 'configured', lastSeen: at(3) },
    { alias: 'uaa:5b1e', from: 'configured', lastSeen: at(2) },
    { alias: 'root', from: 'configured', clusters: ['test'] },
    { alias: 'a.smith', from: 'learned', clusters: ['pks'] },
  ],
  clusters: ['pks', 'prod'],
  lastSeen: at(3),
};

test('tells who is configured, learned and ambiguous, and when they were seen', async () => {
  const { actors, asked } = await ask();
  expect(actors).toEqual([
    ALICE,
    {
      name: 'carol',
      aliases: [{ alias: '6', from: 'learned', clusters: ['pks'], lastSeen: at(5) }],
      clusters: [],
      lastSeen: at(5),
    },
    {
      name: 'dave',
      aliases: [{ alias: '7', from: 'ambiguous', clusters: ['pks'], lastSeen: at(1) }],
      clusters: [],
      lastSeen: at(1),
    },
    {
      name: 'erin',
      aliases: [{ alias: '7', from: 'ambiguous', clusters: ['pks'], lastSeen: at(2) }],
      clusters: [],
      lastSeen: at(2),
    },
  ]);
  expect(asked).toEqual(expect.arrayContaining(['alice', 'alice@example.com', '5b1e', 'a.smith', '6', 'carol']));
});

test.each([
  ['?name=alice', ['alice']],
  ['?name=a.smith', ['alice']],
  ['?name=7', ['dave', 'erin']],
  ['?name=nobody', []],
  ['?limit=2', ['alice', 'carol']],
])('%s gives %j', async (query, names) => {
  expect((await ask(query)).actors.map(({ name }: { name: string }) => name)).toEqual(names);
});

test('a slip is told', async () => expect((await ask('?nam=alice')).status).toBe(400));

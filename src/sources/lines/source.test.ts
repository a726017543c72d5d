import Fastify from 'fastify';
import { expect, test } from 'vitest';
import { type Intake, NOTHING_RECEIVED, type Sender } from '../intake.ts';
import { linesSource } from './source.ts';

/** Who is said to deliver, or the code of the refusal, where a credential asks for something. */
async function senderOf(by: 'cluster' | 'admin', query: string): Promise<Sender | string> {
  const senders: Sender[] = [];
  const intake: Pick<Intake, 'lines'> = {
    lines: async (sender) => {
      senders.push(sender);
      return NOTHING_RECEIVED;
    },
  };
  const app = Fastify();
  await app.register(
    linesSource({
      config: { max_bytes_in_flight: 1_000_000 },
      intake: intake as Intake,
      authorize: () => by,
      searchable: async () => {},
      schema: {
        querystring: { type: 'object', properties: { history: { type: 'boolean' } } },
        response: { type: 'object', additionalProperties: true },
      },
    }),
  );
  const response = await app.inject({ method: 'POST', url: `/ingest/lines/prod?${query}`, payload: '{}' });
  await app.close();
  return senders[0] ?? String(response.json().code);
}

test.each<['cluster' | 'admin', string, object]>([
  ['admin', '', { source: 'lines' }],
  ['admin', 'history=true', { source: 'import', mayBeOld: true }],
  ['admin', 'history=true&source=backup', { source: 'backup', mayBeOld: true }],
  ['cluster', '', { source: 'lines', mayBeOld: false }],
  // What a cluster sends again is looked up too, but it does not pass for an import.
  ['cluster', 'history=true', { source: 'lines', mayBeOld: true }],
])('with the credential of a %s, %s', async (by, query, expected) => {
  expect(await senderOf(by, query)).toMatchObject({ cluster: 'prod', type: 'lines', ...expected });
});

test.each(['source=import', 'node=n1', 'component=kubelet', 'format=syslog', 'file=audit.log'])(
  'a cluster may not say %s',
  async (query) => expect(await senderOf('cluster', query)).toBe('FORBIDDEN'),
);

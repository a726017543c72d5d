import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type RequestListener } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { inspectContainer, listContainers, nodeName } from '../../src/sources/docker-logs/containers.ts';
import { endpointOf } from '../../src/sources/docker-logs/endpoint.ts';
import { createEngine, type Engine } from '../../src/sources/docker-logs/engine.ts';

/** What a daemon may answer that is not what was asked for. */

async function engineThat(answer: RequestListener): Promise<Engine> {
  const dir = await mkdtemp(join(tmpdir(), 'verbatim-docker-answers-'));
  const path = join(dir, 'docker.sock');
  const server = createServer(answer);
  const stopping = new AbortController();
  await new Promise<void>((resolve) => server.listen(path, resolve));
  onTestFinished(async () => {
    stopping.abort();
    server.closeAllConnections();
    server.close();
    await rm(dir, { recursive: true, force: true });
  });
  return createEngine(endpointOf({ host: `unix://${path}` }), stopping.signal);
}

const all = { containers: ['*'], labels: [] };
const list = (engine: Engine) => listContainers(engine, all);

test.each<[string, number, string, (engine: Engine) => Promise<unknown>, RegExp]>([
  ['a failure with its reason', 500, '{"message":"driver none cannot read"}', list, /500: driver none cannot read/],
  ['a failure of a proxy', 403, '<h1>Forbidden</h1>', nodeName, /403: <h1>Forbidden/],
  ['nothing', 200, '', list, /no JSON/],
  ['something else', 200, '{"ok":true}', list, /not the list of containers/],
  ['an id that leads elsewhere', 200, '[{"Id":"../images","Names":["/a"]}]', list, /not the list/],
  ['a container without a state', 200, '{}', (engine) => inspectContainer(engine, 'a'), /not a container/],
])('%s is said', async (_name, status, body, ask, expected) => {
  const engine = await engineThat((_request, response) => response.writeHead(status).end(body));
  await expect(ask(engine)).rejects.toMatchObject({ code: 'SERVER_ANSWER', message: expect.stringMatching(expected) });
});

test('a connection that breaks off is said', async () => {
  const engine = await engineThat((_request, response) => {
    response.writeHead(200, { 'content-length': '100' }).write('[');
    setTimeout(() => response.destroy(), 10);
  });
  await expect(list(engine)).rejects.toMatchObject({ code: 'SERVER_UNREACHABLE' });
});

test('what is not there is no failure', async () => {
  const engine = await engineThat((_request, response) =>
    response.writeHead(404).end('{"message":"no such container"}'),
  );
  expect(await inspectContainer(engine, 'a')).toBeUndefined();
  expect(await engine.open('/containers/a/logs')).toBeUndefined();
});

test('names, labels and null', async () => {
  const found = [
    { Id: 'a1', Names: ['/web', '/db/web'], Labels: { 'com.docker.swarm.service.name': 'shop' } },
    { Id: 'b2', Names: null, Labels: null },
  ];
  const engine = await engineThat((_request, response) => response.end(JSON.stringify(found)));
  expect(await list(engine)).toEqual([{ id: 'a1', name: 'web', service: 'shop' }]);
});

import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type RequestListener, type ServerResponse } from 'node:http';
import type { ListenOptions, Socket } from 'node:net';
import { join } from 'node:path';
import { type ContainerLog, openContainerLog } from './container-log.ts';
import { sendLog } from './send-log.ts';

/** As much of a Docker daemon as gives logs: `GET /info`, `/containers/json`, `/containers/{id}/json` and `/logs`. */
export interface DockerEngine {
  listen(where: ListenOptions): Promise<void>;
  /** Ends all at once, as a kill does: connections break wherever they are. The containers go on. */
  kill(): Promise<void>;
  /** Gives the id. */
  create(name: string, options?: { tty?: boolean; labels?: Record<string, string> }): string;
  containers(): readonly EngineContainer[];
  log(id: string): ContainerLog;
  start(id: string): void;
  stop(id: string): void;
  /** Takes the log with it. */
  remove(id: string): void;
}

export interface EngineOptions {
  /** Where containers and their logs are kept. */
  readonly dir: string;
  /**
   * What `since` means. To daemons up to 20.10, each older message is left out; to later ones all that stands before the
   * first that is not older.
   */
  readonly since?: 'each' | 'first';
  /** Up to 20.10 nothing is answered before the first message. */
  readonly answers?: 'at once' | 'with the first message';
  readonly around?: (listener: RequestListener) => ReturnType<typeof createServer>;
}

export interface EngineContainer {
  readonly id: string;
  readonly name: string;
  readonly tty: boolean;
  readonly labels: Record<string, string>;
  running: boolean;
  runs: number;
  readonly log: ContainerLog;
}

export function createDockerEngine(options: EngineOptions): DockerEngine {
  const { dir, around = createServer } = options;
  mkdirSync(dir, { recursive: true });
  const containers = new Map<string, EngineContainer>();
  for (const file of readdirSync(dir)) {
    if (!file.endsWith('.json')) continue;
    const kept = JSON.parse(readFileSync(join(dir, file), 'utf8')) as EngineContainer;
    containers.set(kept.id, { ...kept, log: openContainerLog(logFile(dir, kept.id)) });
  }
  const sockets = new Set<Socket>();
  let server: ReturnType<typeof createServer> | undefined;

  function save({ log: _log, ...kept }: EngineContainer): void {
    writeFileSync(join(dir, `${kept.id}.json`), JSON.stringify(kept));
  }

  function found(id: string): EngineContainer {
    const container = containers.get(id);
    if (!container) throw new Error(`There is no container ${id}.`);
    return container;
  }

  function serve(request: IncomingMessage, response: ServerResponse): void {
    const url = new URL(request.url ?? '/', 'http://docker');
    const [, area, id = '', what] = url.pathname.split('/');
    const container = containers.get(id);
    if (area === 'info') json(response, { Name: 'node-1' });
    else if (area === 'containers' && id === 'json') json(response, listed([...containers.values()], url));
    else if (!container) json(response, { message: `No such container: ${id}` }, 404);
    else if (what === 'json') json(response, inspected(container));
    else sendLog(container, url.searchParams, response, options);
  }

  return {
    listen: async (where) => {
      if (where.path) rmSync(where.path, { force: true });
      const listening = around(serve);
      server = listening;
      listening.on('connection', (socket: Socket) => {
        sockets.add(socket);
        socket.on('error', () => {}).once('close', () => sockets.delete(socket));
      });
      await new Promise<void>((resolve) => listening.listen(where, resolve));
    },
    kill: async () => {
      const closing = server;
      server = undefined;
      const closed = new Promise((resolve) => (closing ? closing.close(resolve) : resolve(undefined)));
      for (const socket of sockets) socket.destroy();
      await closed;
    },
    create: (name, { tty = false, labels = {} } = {}) => {
      const id = Array.from({ length: 64 }, () => Math.floor(Math.random() * 16).toString(16)).join('');
      const container = { id, name, tty, labels, running: true, runs: 1, log: openContainerLog(logFile(dir, id)) };
      containers.set(id, container);
      save(container);
      return id;
    },
    containers: () => [...containers.values()],
    log: (id) => found(id).log,
    start: (id) => {
      const container = found(id);
      container.running = true;
      container.runs++;
      save(container);
    },
    stop: (id) => {
      const container = found(id);
      container.running = false;
      save(container);
      container.log.changed();
    },
    remove: (id) => {
      const container = found(id);
      container.running = false;
      containers.delete(id);
      rmSync(join(dir, `${id}.json`));
      rmSync(logFile(dir, id), { force: true });
      container.log.changed();
    },
  };
}

export function logFile(dir: string, id: string): string {
  return join(dir, `${id}.log`);
}

function json(response: ServerResponse, answer: unknown, status = 200): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(answer));
}

function listed(containers: readonly EngineContainer[], { searchParams }: URL): unknown[] {
  const filters = JSON.parse(searchParams.get('filters') ?? '{}') as { label?: string[] };
  const fits = ({ labels }: EngineContainer) =>
    (filters.label ?? []).every((wanted) => {
      const [key = '', value] = wanted.split('=');
      return key in labels && (value === undefined || labels[key] === value);
    });
  return containers
    .filter(fits)
    .map(({ id, name, labels }) => ({ Id: id, Names: [`/${name}`], Labels: labels, State: 'running' }));
}

function inspected({ id, name, tty, running, runs }: EngineContainer): unknown {
  const State = { Running: running, StartedAt: `start ${runs}`, FinishedAt: running ? 'never' : `end ${runs}` };
  return { Id: id, Name: `/${name}`, State, Config: { Tty: tty } };
}

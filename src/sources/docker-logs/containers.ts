import Type, { type Static, type TSchema } from 'typebox';
import { Value } from 'typebox/value';
import { VerbatimError } from '../../errors.ts';
import type { DockerConfig } from './config.ts';
import type { Engine } from './engine.ts';

/** A container that an entry asks for. */
export interface Container {
  readonly id: string;
  readonly name: string;
  /** The Swarm service that it belongs to. */
  readonly service: string | undefined;
}

/** What matters of a container's state. */
export interface ContainerState {
  readonly isRunning: boolean;
  readonly hasTerminal: boolean;
  /** Differs once it has run again. */
  readonly run: string;
}

const SERVICE_LABEL = 'com.docker.swarm.service.name';

const List = Type.Array(
  Type.Object({
    Id: Type.String({ pattern: '^[A-Za-z0-9]+$' }),
    Names: Type.Union([Type.Array(Type.String()), Type.Null()]),
    Labels: Type.Optional(Type.Union([Type.Record(Type.String(), Type.String()), Type.Null()])),
  }),
);
const Inspected = Type.Object({
  State: Type.Object({
    Running: Type.Boolean(),
    StartedAt: Type.Optional(Type.String()),
    FinishedAt: Type.Optional(Type.String()),
  }),
  Config: Type.Object({ Tty: Type.Optional(Type.Boolean()) }),
});
const Info = Type.Object({ Name: Type.String() });

/** The containers that an entry asks for, running or not. Throws SERVER_UNREACHABLE and SERVER_ANSWER. */
export async function listContainers(
  engine: Pick<Engine, 'get'>,
  { containers, labels }: Pick<DockerConfig, 'containers' | 'labels'>,
): Promise<Container[]> {
  const filters = labels.length > 0 ? `&filters=${encodeURIComponent(JSON.stringify({ label: labels }))}` : '';
  const patterns = containers.map(namePattern);
  const found = checked(List, await engine.get(`/containers/json?all=1${filters}`), 'the list of containers');
  return found.flatMap(({ Id, Names, Labels }) => {
    const names = (Names ?? []).map((name) => name.replace(/^\//, ''));
    const name = names.find((one) => patterns.some((pattern) => pattern.test(one)));
    return name === undefined ? [] : [{ id: Id, name, service: Labels?.[SERVICE_LABEL] }];
  });
}

/** How a container is; `undefined` where it is gone. Throws SERVER_UNREACHABLE and SERVER_ANSWER. */
export async function inspectContainer(engine: Pick<Engine, 'get'>, id: string): Promise<ContainerState | undefined> {
  const answer = await engine.get(`/containers/${id}/json`);
  if (answer === undefined) return undefined;
  const { State, Config } = checked(Inspected, answer, 'a container');
  const run = `${State.StartedAt} ${State.FinishedAt}`;
  return { isRunning: State.Running, hasTerminal: Config.Tty ?? false, run };
}

/** The name of the daemon's machine. Throws SERVER_UNREACHABLE and SERVER_ANSWER. */
export async function nodeName(engine: Pick<Engine, 'get'>): Promise<string> {
  return checked(Info, await engine.get('/info'), 'its information').Name;
}

/** `*` stands for any characters, `?` for one. */
export function namePattern(pattern: string): RegExp {
  const source = pattern
    .replace(/[.+^${}()|[\]\\]/g, '\\$&')
    .replaceAll('*', '.*')
    .replaceAll('?', '.');
  return new RegExp(`^${source}$`, 'su');
}

function checked<S extends TSchema>(schema: S, answer: unknown, what: string): Static<S> {
  if (Value.Check(schema, answer)) return answer;
  throw new VerbatimError('SERVER_ANSWER', `The Engine’s answer is not ${what}, as the Docker Engine’s API gives it.`);
}

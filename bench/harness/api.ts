import type { CreatedCluster } from '../../src/api/contract.ts';
import { VerbatimError } from '../../src/errors.ts';
import type { Server } from './server.ts';
import { until } from './until.ts';

type Query = Readonly<Record<string, string>>;

/** What the benchmark and the demo ask of a server, with the administrator's token. */
export interface Api {
  json<T>(path: string, query?: Query): Promise<T>;
  post<T>(path: string, body: object): Promise<T>;
  /** Adds a cluster; gives the address of its audit webhook and the token for it. */
  addCluster(name: string): Promise<{ readonly url: string; readonly token: string }>;
  /** Waits until the store has what the journal has. */
  loaded(): Promise<void>;
}

const LAG = /^verbatim_consumer_lag_events\{consumer="store"\} (\d+)$/m;
/** Looking must cost the server little: a hundredth of its time is an answer of half a millisecond. */
const LAG_EVERY_MS = 50;
/** Ten million events at the slowest pace that was seen. */
const LOADED_TIMEOUT_MS = 1_800_000;

export function createApi({ url, token }: Pick<Server, 'url' | 'token'>): Api {
  async function request(path: string, init: RequestInit = {}): Promise<string> {
    const response = await fetch(`${url}${path}`, {
      ...init,
      headers: { authorization: `Bearer ${token}`, ...init.headers },
    });
    const text = await response.text();
    if (!response.ok) throw new VerbatimError('SERVER_ANSWER', `${path}: ${response.status} ${text}`);
    return text;
  }

  async function json<T>(path: string, query: Query = {}): Promise<T> {
    return JSON.parse(await request(`${path}?${new URLSearchParams(query)}`));
  }

  async function post<T>(path: string, body: object): Promise<T> {
    const headers = { 'content-type': 'application/json' };
    return JSON.parse(await request(path, { method: 'POST', headers, body: JSON.stringify(body) }));
  }

  return {
    json,
    post,
    addCluster: async (name) => {
      const created = await post<CreatedCluster>('/api/v1/clusters', { name });
      return { url: `${url}${created.ingestPath}`, token: created.token };
    },
    loaded: async () => {
      const lag = async () => Number(LAG.exec(await request('/metrics'))?.[1]);
      await until('the store has all events', async () => ((await lag()) === 0 ? true : undefined), {
        timeoutMs: LOADED_TIMEOUT_MS,
        everyMs: LAG_EVERY_MS,
      });
    },
  };
}

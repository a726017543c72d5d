import type { CreatedCluster, EventItem, EventsPage, TopAnswer } from '../../src/api/contract.ts';
import type { Server } from './server.ts';
import { until } from './until.ts';

type Query = Readonly<Record<string, string>>;

/** The HTTP interface of a server, as a program with the administrator's token uses it. */
export interface Api {
  request(path: string, init?: RequestInit): Promise<Response>;
  json<T>(path: string, query?: Query): Promise<T>;
  /** Adds a cluster and gives its token. */
  addCluster(name: string): Promise<string>;
  /** Posts to the audit webhook of a cluster. */
  deliver(
    cluster: string,
    token: string,
    body: string | Uint8Array | ReadableStream,
    headers?: Query,
  ): Promise<Response>;
  page(query?: Query): Promise<EventsPage>;
  /** All records that match, by the stream. */
  items(query?: Query): Promise<EventItem[]>;
  /** The received bytes of all records that match, each followed by a line feed. */
  raw(query?: Query): Promise<Buffer>;
  /** How many records match, every stage of a request included. */
  count(query?: Query): Promise<number>;
  /** Waits until everything can be searched; where more arrives all the time, that is never. */
  loaded(timeoutMs?: number): Promise<void>;
}

const NDJSON = { accept: 'application/x-ndjson' };
const LAG = /^verbatim_consumer_lag_events\{consumer="store"\} (\d+)$/m;

export function apiOf({ url, adminToken }: Pick<Server, 'url' | 'adminToken'>): Api {
  function request(path: string, init: RequestInit = {}): Promise<Response> {
    const headers = { authorization: `Bearer ${adminToken}`, ...(init.headers as Query | undefined) };
    return fetch(`${url}${path}`, { redirect: 'manual', ...init, headers });
  }

  async function answered(path: string, init?: RequestInit): Promise<Response> {
    const response = await request(path, init);
    if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
    return response;
  }

  async function json<T>(path: string, query: Query = {}): Promise<T> {
    return (await answered(`${path}?${new URLSearchParams(query)}`)).json() as Promise<T>;
  }

  async function stream(query: Query): Promise<Buffer> {
    const response = await answered(`/api/v1/events?${new URLSearchParams(query)}`, { headers: NDJSON });
    return Buffer.from(await response.arrayBuffer());
  }

  return {
    request,
    json,
    addCluster: async (name) => {
      const body = JSON.stringify({ name });
      const headers = { 'content-type': 'application/json' };
      const response = await answered('/api/v1/clusters', { method: 'POST', headers, body });
      return ((await response.json()) as CreatedCluster).token;
    },
    deliver: (cluster, token, body, headers) =>
      fetch(`${url}/ingest/kubernetes/${cluster}?timeout=30s`, {
        method: 'POST',
        redirect: 'manual',
        headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json', ...headers },
        // The types of browsers, beside which the pages' tests are checked, know no buffer that may be shared.
        body: body as NonNullable<RequestInit['body']>,
      }),
    page: (query) => json<EventsPage>('/api/v1/events', query),
    items: async (query = {}) =>
      (await stream(query))
        .toString()
        .split('\n')
        .filter(Boolean)
        .map((line) => JSON.parse(line) as EventItem),
    raw: (query = {}) => stream({ ...query, view: 'raw' }),
    count: async (query = {}) => {
      const { items } = await json<TopAnswer>('/api/v1/top', { field: 'cluster', stages: 'all', ...query });
      return items.reduce((sum, { count }) => sum + count, 0);
    },
    loaded: async (timeoutMs) => {
      await until(
        'the store has loaded the journal',
        async () => LAG.exec(await (await answered('/metrics')).text())?.[1] === '0',
        timeoutMs,
      );
    },
  };
}

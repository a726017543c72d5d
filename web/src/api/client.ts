import { parseExact } from '../../../src/event/exact-json.ts';
import { ApiProblem, isProblem, problemFrom } from './problem.ts';

/** Parameters of an address; what is undefined or empty is left out. */
export type Params = Readonly<Record<string, string | number | boolean | undefined>>;

export function withParams(path: string, params: Params = {}): string {
  const given = Object.entries(params).filter(([, value]) => value !== undefined && value !== '');
  if (given.length === 0) return path;
  return `${path}?${new URLSearchParams(given.map(([key, value]) => [key, String(value)]))}`;
}

const strangers = new Set<() => void>();

/** Calls back whenever an answer is “who are you?”, whatever was asked. Gives what ends it. */
export function onUnauthorized(listener: () => void): () => void {
  strangers.add(listener);
  return () => void strangers.delete(listener);
}

/** Tells those who wait for it; for what is said within an answer, as a stream does. */
export function noteUnauthorized(problem: unknown): void {
  if (isProblem(problem, 'UNAUTHORIZED')) for (const listener of strangers) listener();
}

/** Asks the server; the session's cookie goes along by itself. Throws ApiProblem, and AbortError where it was aborted. */
export async function request(path: string, init: RequestInit = {}): Promise<Response> {
  const response = await fetch(path, { ...init, credentials: 'same-origin', redirect: 'error' }).catch((error) => {
    if (init.signal?.aborted) throw error;
    throw new ApiProblem({ code: 'NETWORK', detail: 'The server does not answer. Is it running, and reachable?' });
  });
  if (response.ok) return response;
  const problem = await problemFrom(response);
  noteUnauthorized(problem);
  throw problem;
}

/** Asks for JSON. Integers that a number cannot hold are a `bigint`. */
export async function getJson<T>(path: string, params?: Params, signal?: AbortSignal): Promise<T> {
  return parseExact(await getText(path, params, signal)) as T;
}

/** The text of an answer that is JSON. */
export async function getText(path: string, params?: Params, signal?: AbortSignal): Promise<string> {
  const response = await request(withParams(path, params), {
    headers: { accept: 'application/json' },
    ...(signal ? { signal } : {}),
  });
  return response.text();
}

/** Sends a change. Gives the answer's JSON, or undefined where it has none. */
export async function sendJson<T = undefined>(
  method: 'POST' | 'PUT' | 'DELETE',
  path: string,
  body?: unknown,
  signal?: AbortSignal,
): Promise<T> {
  const response = await request(path, {
    method,
    headers: { accept: 'application/json', ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    ...(signal ? { signal } : {}),
  });
  return (response.status === 204 ? undefined : await response.json()) as T;
}

import { type QueryClient, QueryObserver } from '@tanstack/react-query';
import { afterEach, expect, test, vi } from 'vitest';
import { createQueryClient } from '../../app/query-client.ts';
import { askEarly } from './ask-early.ts';
import { facetsQuery } from './facets/use-facets.ts';
import { histogramQuery } from './histogram/histogram-query.ts';
import { type ExploreState, readState } from './state.ts';

const HISTOGRAM = { by: '1h', buckets: [] };
const VALUES = { count: 3, facets: [] };
const STATE = readState({ query: 'verb: get' });

interface Asked {
  readonly path: string;
  readonly params: Readonly<Record<string, string>>;
  readonly signal: AbortSignal;
}

/** Answers as the server does, but for what `wrong` gives a status. What is in flight waits for `release`. */
function serve(wrong: (asked: Asked) => number | undefined = () => undefined) {
  const asked: Asked[] = [];
  let release = () => {};
  const released = new Promise<void>((resolve) => {
    release = resolve;
  });
  vi.stubGlobal('fetch', async (url: string, { signal }: RequestInit & { signal: AbortSignal }) => {
    const { pathname, searchParams } = new URL(url, 'http://localhost');
    const one = { path: pathname.slice('/api/v1'.length), params: Object.fromEntries(searchParams), signal };
    asked.push(one);
    await Promise.race([
      released,
      new Promise((_, fail) => signal.addEventListener('abort', () => fail(signal.reason))),
    ]);
    const status = wrong(one);
    if (status) return Response.json({ status, code: 'TEST' }, { status });
    if (one.path === '/events') return Response.json({ items: [], next: null });
    if (one.path === '/histogram') return Response.json(HISTOGRAM);
    return Response.json(one.params.buckets ? { ...VALUES, histogram: HISTOGRAM } : VALUES);
  });
  return {
    asked,
    release,
    paths: () => asked.map(({ path, params }) => (params.buckets ? `${path} with buckets` : path)),
  };
}

/** What the page shows bars and values by. */
function watch(client: QueryClient, state: ExploreState) {
  const bars = new QueryObserver(client, histogramQuery(state, 'UTC'));
  const values = new QueryObserver(client, facetsQuery(state));
  const leave = [bars.subscribe(() => {}), values.subscribe(() => {})];
  return { bars, values, leave: () => leave.forEach((one) => void one()) };
}

let client = createQueryClient();
afterEach(() => {
  client.clear();
  client = createQueryClient();
  vi.unstubAllGlobals();
});

test('a new question takes two requests, whose answers are those of three', async () => {
  const { asked, paths, release } = serve();
  askEarly(client, STATE, 'UTC');
  const { bars, values } = watch(client, STATE);
  askEarly(client, STATE, 'UTC');
  release();
  await vi.waitFor(() => expect([bars, values].map((one) => one.getCurrentResult().isSuccess)).toEqual([true, true]));
  expect(paths()).toEqual(['/events', '/facets with buckets']);
  expect(asked[1]?.params).toMatchObject({
    query: 'verb: get',
    buckets: '80',
    split: 'outcome',
    timezone: 'UTC',
    limit: '6',
  });
  expect(bars.getCurrentResult().data).toEqual(HISTOGRAM);
  expect(values.getCurrentResult().data).toEqual(VALUES);
  // Asked again, each is asked alone.
  await Promise.all([bars.refetch(), values.refetch()]);
  expect(paths().slice(2)).toEqual(['/histogram with buckets', '/facets']);
});

test.each([
  ['another field by which the bars are divided', { stack: 'verb' }, ['/histogram with buckets']],
  ['bars that are not divided', { stack: '' }, ['/histogram with buckets']],
  ['another facet', { facets: ['outcome', 'cluster'] }, ['/facets']],
  ['other columns', { columns: [] }, []],
  ['another query', { query: 'verb: list' }, ['/events', '/facets with buckets']],
])('%s takes one request for what is new', async (_, change, expected) => {
  const { paths, release } = serve();
  release();
  askEarly(client, STATE, 'UTC');
  await vi.waitFor(() => expect(client.isFetching()).toBe(0));
  askEarly(client, { ...STATE, ...change }, 'UTC');
  await vi.waitFor(() => expect(client.isFetching()).toBe(0));
  expect(paths().slice(2)).toEqual(expected);
});

test('what nobody waits for any more is aborted, and only that', async () => {
  const { asked } = serve();
  askEarly(client, STATE, 'UTC');
  const { leave, bars } = watch(client, STATE);
  const stays = bars.subscribe(() => {});
  leave();
  expect(asked[1]?.signal.aborted).toBe(false);
  stays();
  expect(asked[1]?.signal.aborted).toBe(true);
});

test('an error is shown in both places', async () => {
  const { paths, release } = serve(({ path }) => (path === '/facets' ? 500 : undefined));
  askEarly(client, STATE, 'UTC');
  const { bars, values } = watch(client, STATE);
  release();
  await vi.waitFor(() => expect([bars, values].map((one) => one.getCurrentResult().isError)).toEqual([true, true]));
  expect(paths()).toEqual(['/events', '/facets with buckets']);
  await bars.refetch();
  expect(bars.getCurrentResult().data).toEqual(HISTOGRAM);
});

test('where one of them is refused, the other is there', async () => {
  const { paths, release } = serve(({ path, params }) =>
    path === '/facets' && params.fields === 'no' ? 400 : undefined,
  );
  const state = { ...STATE, facets: ['no'] };
  askEarly(client, state, 'UTC');
  const { bars, values } = watch(client, state);
  release();
  await vi.waitFor(() => expect(values.getCurrentResult().isError && bars.getCurrentResult().isSuccess).toBe(true));
  expect(paths().slice(1)).toEqual(['/facets with buckets', '/histogram with buckets', '/facets']);
});

test('both count up to now where the time has no end', () => {
  const { asked } = serve();
  askEarly(client, { ...STATE, from: 'now-1h' }, 'UTC');
  expect(asked.map(({ params }) => params.to)).toEqual([undefined, 'now']);
});

import type { Bench } from '../bench.ts';
import { type Api, createApi } from '../harness/api.ts';
import { spreadOf } from '../harness/statistics.ts';
import type { Section } from '../report/document.ts';
import { short, whole } from '../report/figures.ts';

/** The first of these warm the caches and are not counted. */
const WARM_UPS = 2;
const REPETITIONS = 10;

/** What somebody types one after another. */
const QUERIES = [
  '',
  'outcome: denied',
  'user.username: alice@example.com',
  'verb: (get or list) and objectRef.resource: secrets',
  'payments',
];
/** The facets that are open at first. */
const FIELDS = 'outcome,actor,verb,objectRef.resource,objectRef.namespace';
/** How the bars are divided, which come with the facets. */
const BARS = { buckets: '80', split: 'outcome', timezone: 'UTC' };

/** What the page Explore asks for a new query: the first page, and facets with bars by outcome, both at once. */
export async function benchExplore(bench: Bench): Promise<Section> {
  const { server, takenIn } = await bench.loaded();
  const api = createApi(server);
  const rows: string[][] = [];
  for (const query of QUERIES) {
    bench.say(`explore ${query || 'everything'} …`);
    const { median, p95 } = spreadOf(await ask(api, query));
    rows.push([query === '' ? 'everything' : `\`${query}\``, short(median), short(p95)]);
  }
  return {
    title: 'Explore',
    about:
      `A new query of the page Explore over all ${whole(takenIn.report.events)} events: five facets with bars by outcome, and the first ` +
      `hundred events, asked at the same time, until the last of them is there; ${REPETITIONS} times each after warming up. In milliseconds.`,
    table: { head: ['', 'median', 'p95'], rows },
  };
}

async function ask(api: Api, query: string): Promise<number[]> {
  const answers: number[] = [];
  for (let i = 0; i < WARM_UPS + REPETITIONS; i++) {
    const began = performance.now();
    await Promise.all([
      api.json('/api/v1/events', { query, limit: '100' }),
      api.json('/api/v1/facets', { query, fields: FIELDS, limit: '6', ...BARS }),
    ]);
    if (i >= WARM_UPS) answers.push(performance.now() - began);
  }
  return answers;
}

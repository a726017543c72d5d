import type { Bench } from '../bench.ts';
import { type Api, createApi } from '../harness/api.ts';
import { lastHour } from '../harness/last-hour.ts';
import { spreadOf } from '../harness/statistics.ts';
import { QUESTIONS, type Question } from '../questions/questions.ts';
import type { Section } from '../report/document.ts';
import { short, whole } from '../report/figures.ts';

/** The first of these warm the caches, and what V8 compiles, and are not counted. */
const WARM_UPS = 10;
/** Of so many, the p95 is the fourth slowest: of twenty it would be the second, and one pause of the machine would decide. */
const REPETITIONS = 60;

/** Question → HTTP API → answer. */
export async function benchQuestions(bench: Bench): Promise<Section> {
  const { server, takenIn } = await bench.loaded();
  const api = createApi(server);
  const hour = await lastHour(api);
  const rows: string[][] = [];
  for (const question of QUESTIONS) {
    bench.say(`question ${question.name} …`);
    const all = await ask(api, question);
    const within = await ask(api, question, hour);
    rows.push([`\`${question.name}\`: ${question.asks}`, ...shown(all), ...shown(within)]);
  }
  return {
    title: 'Questions',
    about:
      `Through the HTTP API, over ${whole(takenIn.report.events)} events and over the last hour of them, ${REPETITIONS} times each ` +
      'after warming up; a search gives the newest hundred. In milliseconds.',
    table: { head: ['', 'median', 'p95', 'median, one hour', 'p95, one hour'], rows },
  };
}

type Query = Readonly<Record<string, string>>;

async function ask(api: Api, question: Question, times: Query = {}): Promise<number[]> {
  const { path, query } = requestOf(question);
  const answers: number[] = [];
  for (let i = 0; i < WARM_UPS + REPETITIONS; i++) {
    const began = performance.now();
    await api.json(path, { ...query, ...times });
    if (i >= WARM_UPS) answers.push(performance.now() - began);
  }
  return answers;
}

function requestOf({ kind, query, field, by }: Question): { path: string; query: Query } {
  if (kind === 'top') return { path: '/api/v1/top', query: { query, field: field ?? '' } };
  if (kind === 'histogram') return { path: '/api/v1/histogram', query: { query, by: by ?? '1h' } };
  return { path: '/api/v1/events', query: { query } };
}

function shown(answers: readonly number[]): string[] {
  const { median, p95 } = spreadOf(answers);
  return [short(median), short(p95)];
}

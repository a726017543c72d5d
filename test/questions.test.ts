import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { ATTACK_QUESTIONS } from '../bench/demo/attack-questions.ts';
import { attackStory } from '../bench/generator/attack/attack-story.ts';
import { generate } from '../bench/generator/generate.ts';
import { QUESTIONS } from '../bench/questions/questions.ts';
import { readEntry } from '../src/decode/read-entry.ts';
import type { AuditRecord, Envelope } from '../src/event/record.ts';
import { parseQuery } from '../src/query/parse-query.ts';
import { toPredicate } from '../src/query/to-predicate.ts';

/** What the benchmark, the demo and the readme ask can be read and has an answer in generated traffic. */

const FROM = '2026-03-02T09:00:00Z';
/** As many as the benchmark's questions promise an answer in. */
const EVENTS = 100_000;
const ENVELOPE: Envelope = {
  cluster: 'prod',
  platform: 'kubernetes',
  component: 'kube-apiserver',
  node: '',
  source: 'kubernetes-webhook',
  receivedAt: '2026-03-02T09:00:00.000000Z',
};

function* records(lines: Iterable<string>): Generator<AuditRecord> {
  let seq = 0;
  for (const line of lines) yield readEntry('test', ENVELOPE, { seq: ++seq, raw: Buffer.from(line) }, { bodies: true });
}

/** How many records each query matches. */
function countMatches(queries: readonly string[], lines: Iterable<string>): Map<string, number> {
  const tests = queries.map((query) => [query, toPredicate(parseQuery(query, Date.parse(FROM) * 1000))] as const);
  const counts = new Map<string, number>();
  for (const record of records(lines)) {
    for (const [query, matches] of tests) if (matches(record)) counts.set(query, (counts.get(query) ?? 0) + 1);
  }
  return counts;
}

describe('the benchmark’s questions', () => {
  const counts = countMatches(
    QUESTIONS.map(({ query }) => query),
    generate({ seed: 1, from: FROM, count: EVENTS, level: 'Metadata' }),
  );

  it.each(QUESTIONS)('$name: $query', ({ query }) => {
    expect(counts.get(query)).toBeGreaterThan(0);
    if (query !== '') expect(counts.get(query)).toBeLessThan(EVENTS / 4);
  });
});

describe('the story of the attack', () => {
  const readme = readFileSync(new URL('../bench/generator/README.md', import.meta.url), 'utf8');
  const told = queriesOf(readme.slice(readme.indexOf('## The attack')));
  const counts = countMatches(told, attackStory({ seed: 1, from: FROM, level: 'RequestResponse' }));

  it('gives a question for each of its nine chapters and two for the whole', () => {
    expect(told.length).toBe(11);
  });

  it.each(told)('%s', (query) => {
    expect(counts.get(query)).toBeGreaterThan(0);
  });

  it('is told in the same questions by the demo', () => {
    for (const { title, query } of ATTACK_QUESTIONS) {
      expect(readme).toContain(title.replace(/\.$/, ''));
      expect(told).toContain(query);
    }
  });
});

/** The queries among the code of a text: a field and its value, alone or as the argument of `top`. */
function queriesOf(markdown: string): string[] {
  return [...markdown.matchAll(/`([^`]+)`/g)].flatMap(([, code]) => {
    const query = /^top \S+ '(.*)'$/.exec(code!)?.[1] ?? code!;
    return /^[\w."/-]+: /.test(query) ? [query] : [];
  });
}

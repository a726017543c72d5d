import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parseQuery } from './parse-query.ts';

const readme = readFileSync(new URL('README.md', import.meta.url), 'utf8');

const blocks = [...readme.matchAll(/```kql\n([\s\S]*?)```/g)].flatMap(([, body = '']) => body.trim().split('\n'));
const firstCells = [...readme.matchAll(/^\| `([^`]+)` \|/gm)].map(([, query = '']) => query);
/** Further examples in the second column: those that name a field, and the open words. */
const inText = [...readme.matchAll(/`([A-Za-z.]+: [^`]+|not [^`]+|\*?[a-z]+\*)`/g)].map(([, query = '']) => query);
const examples = [...new Set([...blocks, ...firstCells, ...inText])];

describe('README.md', () => {
  it('has examples', () => {
    expect(examples.length).toBeGreaterThan(25);
  });

  it.each(examples)('%s', (query) => {
    expect(parseQuery(query, Date.UTC(2026, 2, 31) * 1000).op).not.toBe('all');
  });
});

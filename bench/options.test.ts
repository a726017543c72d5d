import { describe, expect, it } from 'vitest';
import { CASES } from './cases/registry.ts';
import { readOptions } from './options.ts';

describe('options', () => {
  it.each([
    [[], { events: 1_000_000, runs: 3, cases: Object.keys(CASES), write: false }],
    [['--events', '5', '--runs', '1', '--write'], { events: 5, runs: 1, write: true }],
    [['--only', 'steps,webhook'], { cases: ['webhook', 'steps'] }],
    [['--only', 'disk', '--only', 'server'], { cases: ['disk', 'server'] }],
  ])('%j', (args, options) => {
    expect(readOptions(args)).toMatchObject(options);
  });

  it.each([
    [['--only', 'nothing']],
    [['--only', 'toString']],
    [['--events', '0']],
    [['--runs', '1.5']],
    [['--fast']],
    [['x']],
  ])('%j is wrong usage', (args) => {
    expect(() => readOptions(args)).toThrow(expect.objectContaining({ code: 'USAGE' }));
  });
});

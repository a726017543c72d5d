import { expect, test } from 'vitest';
import { countedStages } from './counted-stages.ts';

test.each([
  ['', 'last'],
  ['verb: get and user: stage', 'last'],
  ['ResponseStarted', 'last'],
  ['stage: ResponseStarted', 'all'],
  ['verb: watch and (ns: prod or not stage: Panic)', 'all'],
  ['stage: *', 'all'],
  ['time >= now-1h and stage: ResponseComplete', 'all'],
  ['stage: (', 'last'],
])('%s counts %s', (query, counted) => expect(countedStages(query)).toBe(counted));

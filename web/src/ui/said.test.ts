import { expect, test } from 'vitest';
import { withTimes } from './said.tsx';

test.each([
  ['Nothing has come since 2026-03-02T00:00Z.', 'Nothing has come since 2026-03-02 00:00.'],
  ['From 2026-03-02T00:00:01.5Z to 2026-03-02T01:00:00Z', 'From 2026-03-02 00:00:01.500 to 2026-03-02 01:00:00.000'],
  ['At 2026-13-45T00:00Z, no time', 'At 2026-13-45T00:00Z, no time'],
  ['No time 2026-03-02', 'No time 2026-03-02'],
])('%s', (text, shown) => expect(withTimes(text, 'UTC')).toBe(shown));

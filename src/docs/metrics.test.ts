import { expect, test } from 'vitest';
import { metricsIn } from './metrics.ts';

const TEXT = `# HELP events_total Events, all of them.
# TYPE events_total counter
events_total{cluster="a b",source="s"} 1

# HELP seconds How long.
# TYPE seconds histogram
seconds_bucket{le="0.1",disk="d"} 0
seconds_sum 0
# HELP quiet Nothing yet.
# TYPE quiet gauge
`;

test('metrics are read with their labels', () => {
  expect(metricsIn(TEXT)).toEqual([
    { name: 'events_total', type: 'counter', help: 'Events, all of them.', labels: new Set(['cluster', 'source']) },
    { name: 'seconds', type: 'histogram', help: 'How long.', labels: new Set(['disk']) },
    { name: 'quiet', type: 'gauge', help: 'Nothing yet.', labels: new Set() },
  ]);
});

import { createMetrics, type Metrics } from '../metrics.ts';
import { code, generatedBy, page, table } from './markdown.ts';

/** A label shows only where there is a value. */
const NO_LAG = new Map([['store', 0]]);

/** Labels that the text format itself adds. */
const OF_THE_FORMAT: ReadonlySet<string> = new Set(['le', 'quantile']);

interface Metric {
  readonly name: string;
  readonly type: string;
  readonly help: string;
  readonly labels: ReadonlySet<string>;
}

/** `docs/reference/metrics.md`: what `/metrics` shows of Verbatim's own. */
export async function metricsPage(): Promise<string> {
  const metrics = createMetrics({
    lagEvents: () => NO_LAG,
    lagSeconds: async () => NO_LAG,
    journal: () => ({ bytes: 0, pendingBytes: 0 }),
    connections: () => 0,
    watchers: () => 0,
  });
  // A label shows only once something was counted under it.
  const sender = { cluster: 'any', type: 'lines', source: 'any', node: '', component: '' };
  metrics.delivered(sender, { received: 1, stored: 1, duplicates: 1, quarantined: 1 });
  metrics.skipped('any');
  for (const count of [metrics.files.read, metrics.files.lost]) count('any', 1);
  metrics.files.failed('any', new Error());
  metrics.files.status(() => [{ entry: 'any', files: 1, unreadBytes: 1 }]);
  countSyslog(metrics);
  metrics.answered({ method: 'GET', route: '/healthz', status: 200, seconds: 0 });
  const rows = metricsIn(await metrics.text())
    .filter(({ name }) => name.startsWith('verbatim_'))
    .map(({ name, type, help, labels }) => [code(name), type, [...labels].map(code).join(', '), help]);
  return page([
    generatedBy('src/metrics.ts'),
    '# Metrics',
    '`GET /metrics`, with the token of `admin.token`, in the text format of Prometheus. Besides these there are the usual ones of a Node process, `process_…` and `nodejs_…`.',
    table(['metric', 'type', 'labels', 'meaning'], rows),
  ]);
}

function countSyslog({ syslog }: Metrics): void {
  syslog.opened('any');
  const status = { source: 'any', connections: 1, heldBytes: 1, kernelDrops: 1, expiries: new Map([['server', 0]]) };
  syslog.status(async () => [status]);
}

/** Reads the text format of Prometheus, as far as it describes metrics. */
export function metricsIn(text: string): Metric[] {
  const metrics = new Map<string, { name: string; type: string; help: string; labels: Set<string> }>();
  for (const line of text.split('\n')) {
    const [, kind, name = '', rest = ''] = /^# (HELP|TYPE) (\S+) (.*)$/.exec(line) ?? [];
    if (kind === 'HELP') metrics.set(name, { name, help: rest, type: '', labels: new Set() });
    const metric = metrics.get(name);
    if (kind === 'TYPE' && metric) metric.type = rest;
    const [, sample = '', labels = ''] = /^([a-zA-Z_:][\w:]*)\{(.*)\} /.exec(line) ?? [];
    const counted = metrics.get(sample) ?? metrics.get(sample.replace(/_(bucket|sum|count)$/, ''));
    for (const [, label = ''] of labels.matchAll(/(\w+)="/g)) if (!OF_THE_FORMAT.has(label)) counted?.labels.add(label);
  }
  return [...metrics.values()];
}

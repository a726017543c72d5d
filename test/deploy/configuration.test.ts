import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { loadConfig } from '../../src/config/load.ts';
import { temporaryDirectory } from '../support/temporary.ts';
import { renderChart, type Values } from './render-chart.ts';

const directory = await temporaryDirectory();

/** The configuration of the chart, as the pod reads it. */
function configurationOf(values: Values): string {
  const map = renderChart(values).find(({ kind }) => kind === 'ConfigMap') as unknown as {
    data: Record<string, string>;
  };
  return map.data['verbatim.yaml'] as string;
}

/** What the server says of it, but for the files that are in the pod only. */
async function complaintsAbout(text: string): Promise<string[]> {
  const file = join(directory, 'verbatim.yaml');
  await writeFile(file, text);
  const said = await loadConfig({ file, env: {} }).then(
    () => '',
    (error: Error) => error.message,
  );
  return said.split('\n').filter((line) => line.startsWith('  ') && !/tls\.(cert|key|ca)_file/.test(line));
}

test.each<readonly [string, Values]>([
  ['the chart’s own values', {}],
  ['no settings', { config: { journal: null } }],
  ['settings', { config: { log: { level: 'debug' }, audit: { searches: false } } }],
  ['settings of TLS', { tls: { settings: { min_version: 'TLS13' } } }],
  ['no TLS', { tls: { secretName: '' } }],
])('the server takes the configuration of the chart with %s', async (_name, values) => {
  expect(await complaintsAbout(configurationOf(values))).toEqual([]);
});

test('the server takes the configuration of deploy/kubernetes', async () => {
  expect(await complaintsAbout(await readFile('deploy/kubernetes/verbatim.yaml', 'utf8'))).toEqual([]);
});

test('a key that is not known is found', async () => {
  expect(await complaintsAbout(configurationOf({ config: { jornal: {} } }))).not.toEqual([]);
});

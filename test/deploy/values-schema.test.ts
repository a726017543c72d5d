import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Check } from 'typebox/schema';
import { expect, test } from 'vitest';
import { CHART, defaultValues, type Values } from './render-chart.ts';

/** What Helm holds the values of an installation to before it sends anything. */

interface Schema {
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly additionalProperties?: boolean;
}

const schema = JSON.parse(readFileSync(join(CHART, 'values.schema.json'), 'utf8')) as Schema;
/** Helm gives it to all charts of a release. */
const OF_HELM = 'global';

function takes(values: Values): boolean {
  return Check(schema, values);
}

/** The paths at which the chart has a value, down to where anything may stand. */
function pathsOf(value: unknown, { properties }: Schema = {}, path = ''): string[] {
  if (!properties) return [path];
  return Object.entries(value as Values).flatMap(([key, below]) => pathsOf(below, properties[key], `${path}.${key}`));
}

function pathsIn({ properties }: Schema, path = ''): string[] {
  if (!properties) return [path];
  return Object.entries(properties).flatMap(([key, below]) => pathsIn(below, `${path}.${key}`));
}

test('the chart’s own values are taken, and are all that there are', () => {
  expect(takes(defaultValues())).toBe(true);
  expect(
    pathsIn(schema)
      .filter((path) => path !== `.${OF_HELM}`)
      .sort(),
  ).toEqual(pathsOf(defaultValues(), schema).sort());
});

test.each<readonly [string, Values]>([
  ['a misspelt key', { imagePullSecret: [] }],
  ['a misspelt key below', { service: { prot: 80 } }],
  ['an image without a name', { image: { repository: '' } }],
  ['a digest as a tag', { image: { repository: 'x', tag: 'sha256:0123' } }],
  ['another policy of pulling', { image: { repository: 'x', pullPolicy: 'always' } }],
  ['a port that is none', { service: { port: 70_000 } }],
  ['a port as a text', { service: { port: '80' } }],
  ['a size that is none', { persistence: { size: '50 GB' } }],
  ['where it listens, which the chart sets', { config: { listen: '127.0.0.1:1' } }],
  ['the data directory, which the chart sets', { config: { data: '/x' } }],
  ['TLS, which has values of its own', { config: { tls: {} } }],
  ['a certificate, which the Secret holds', { tls: { settings: { cert_file: '/x' } } }],
  ['a Secret that no volume can be named after', { secretMounts: ['db.password'] }],
  ['a Secret with too long a name', { secretMounts: ['a'.repeat(57)] }],
  ['a Secret twice', { secretMounts: ['a', 'a'] }],
  ['an annotation that is no text', { podAnnotations: { a: 5 } }],
  ['one of the Service', { service: { annotations: { a: true } } }],
  ['a label of nodes that is no text', { nodeSelector: { a: 1 } }],
  ['peers that are none', { networkPolicy: { from: ['10.0.0.0/8'] } }],
])('refused is %s', (_name, values) => {
  expect(takes(values)).toBe(false);
});

test.each<readonly [string, Values]>([
  ['values of Helm', { global: { x: 1 } }],
  ['no TLS', { tls: { secretName: '' } }],
  ['settings of TLS', { tls: { settings: { min_version: 'TLS13' } } }],
  ['Secrets', { secretMounts: ['a', 'a'.repeat(56)] }],
  ['a version', { image: { repository: 'registry:5000/x', tag: 'v1.2.3-rc.1_x' } }],
  ['sizes', { persistence: { size: '1.5Ti' } }],
])('taken are %s', (_name, values) => {
  expect(takes(values)).toBe(true);
});

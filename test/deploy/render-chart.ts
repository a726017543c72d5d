import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse, parseAllDocuments } from 'yaml';
import { render } from './render-template.ts';
import { type Node, parseTemplate } from './template-parser.ts';

export const CHART = 'deploy/helm/verbatim';

export type Values = Readonly<Record<string, unknown>>;
export interface Manifest {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: { readonly name: string };
  readonly [key: string]: unknown;
}

/** What is given to Helm beside the values. */
export interface Release {
  readonly Name: string;
  readonly Namespace: string;
}

export const defaultValues = (): Values => yamlFile(join(CHART, 'values.yaml'));

/** The manifests of the chart, with values of one's own laid over those of the chart. */
export function renderChart(own: Values = {}, release: Release = { Name: 'audit', Namespace: 'verbatim' }): Manifest[] {
  const names = readdirSync(join(CHART, 'templates'));
  const parsed = names.map((name) => ({
    name,
    nodes: parseTemplate(readFileSync(join(CHART, 'templates', name), 'utf8')),
  }));
  const named = new Map(parsed.flatMap(({ nodes }) => nodes).flatMap(definition));
  const root = {
    Values: merged(defaultValues(), own),
    Chart: chart(),
    Release: { ...release, Service: 'Helm' },
  };
  return parsed
    .filter(({ name }) => name.endsWith('.yaml'))
    .flatMap(({ nodes }) => manifestsIn(render(nodes, { dot: root, root }, named)));
}

function definition(node: Node): [string, Node[]][] {
  return node.kind === 'define' ? [[node.name, node.body]] : [];
}

/** Templates see the keys with a capital. */
function chart(): Values {
  const entries = Object.entries(yamlFile(join(CHART, 'Chart.yaml')));
  return Object.fromEntries(entries.map(([key, value]) => [`${key.charAt(0).toUpperCase()}${key.slice(1)}`, value]));
}

function yamlFile(path: string): Values {
  return parse(readFileSync(path, 'utf8')) as Values;
}

/** As Kubernetes reads it, in version 1.1 of YAML. Throws for what is no YAML. */
export function manifestsIn(text: string): Manifest[] {
  return parseAllDocuments(text, { version: '1.1' }).flatMap((document) => {
    if ('errors' in document && document.errors[0]) throw new Error(`${document.errors[0].message}\n${text}`);
    const value = document.toJS() as Manifest | null;
    return value ? [value] : [];
  });
}

/** Objects are joined, null takes a key away, all else is replaced, as Helm does. */
function merged(base: Values, own: Values): Values {
  const isObject = (value: unknown): value is Values =>
    typeof value === 'object' && value !== null && !Array.isArray(value);
  const entries = Object.entries(own).map(([key, value]) => {
    const below = base[key];
    return [key, isObject(below) && isObject(value) ? merged(below, value) : value];
  });
  const all = { ...base, ...(Object.fromEntries(entries) as Values) };
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== null));
}

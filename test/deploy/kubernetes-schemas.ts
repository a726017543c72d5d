import { spawnSync } from 'node:child_process';
import { existsSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Manifest } from './render-chart.ts';

const PACKAGE = resolve('node_modules/kubernetes-models');

interface Model {
  validate(): void;
}

function moduleOf({ apiVersion, kind }: Manifest): string {
  const path = join(PACKAGE, apiVersion, kind);
  if (!existsSync(`${path}.mjs`)) throw new Error(`Kubernetes has no ${kind} of ${apiVersion}.`);
  return path;
}

/** What is wrong with a manifest by the OpenAPI schemas of Kubernetes: wrong types and values, and what is missing. */
export async function problemsOf(manifest: Manifest): Promise<string[]> {
  const loaded = (await import(`${moduleOf(manifest)}.mjs`)) as Record<string, new (data: object) => Model>;
  const Kind = loaded[manifest.kind];
  if (!Kind) throw new Error(`There is no model of ${manifest.kind}.`);
  try {
    new Kind(manifest).validate();
    return [];
  } catch (error) {
    return [`${manifest.kind} ${manifest.metadata.name}: ${(error as Error).message}`];
  }
}

/**
 * Keys that Kubernetes does not know: its schemas let them pass, and so would the API server, without a word to who misspelt
 * them. The types that were made of the schemas do not: a literal has no keys beside those of its type.
 */
export function unknownKeysOf(manifests: readonly Manifest[], directory: string): string {
  const file = join(directory, 'manifests.ts');
  const lines = manifests.map(
    (manifest, i) =>
      `import type { I${manifest.kind} as T${i} } from ${JSON.stringify(`${moduleOf(manifest)}.js`)};\n` +
      `export const m${i}: T${i} = ${JSON.stringify(manifest)};`,
  );
  writeFileSync(file, `${lines.join('\n')}\n`);
  const settings = ['--noEmit', '--strict', '--skipLibCheck', '--types', '', '--module', 'nodenext'];
  const { stdout, error } = spawnSync('node_modules/.bin/tsc', ['--ignoreConfig', ...settings, file], {
    encoding: 'utf8',
  });
  if (error) throw error;
  return stdout;
}

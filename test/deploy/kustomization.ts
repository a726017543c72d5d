import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { type Manifest, manifestsIn } from './render-chart.ts';

export interface Kustomization {
  readonly namespace: string;
  readonly resources: readonly string[];
  readonly configMapGenerator?: readonly { readonly name: string; readonly files: readonly string[] }[];
  readonly secretGenerator?: readonly { readonly name: string; readonly files: readonly string[] }[];
}

export function kustomizationIn(folder: string): Kustomization {
  return parse(readFileSync(join(folder, 'kustomization.yaml'), 'utf8')) as Kustomization;
}

/** What is applied, before names get their suffixes. */
export function resourcesIn(folder: string): Manifest[] {
  const { resources } = kustomizationIn(folder);
  return resources.flatMap((name) => manifestsIn(readFileSync(join(folder, name), 'utf8')));
}

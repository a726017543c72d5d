import { stringify } from 'yaml';
import type { Level, Stage } from '../policy.ts';

/** A policy that is known by a name. */
export interface Preset {
  readonly name: string;
  readonly title: string;
  /** Where its rules are described. */
  readonly origin: string;
  readonly policy: PresetPolicy;
}

/** A policy with what it asks for and nothing else. */
export interface PresetPolicy {
  readonly omitStages?: readonly Stage[];
  readonly omitManagedFields?: boolean;
  readonly rules: readonly PresetRule[];
}

export interface PresetRule {
  readonly level: Level;
  readonly users?: readonly string[];
  readonly userGroups?: readonly string[];
  readonly verbs?: readonly string[];
  readonly resources?: readonly PresetResources[];
  readonly namespaces?: readonly string[];
  readonly nonResourceURLs?: readonly string[];
  readonly omitStages?: readonly Stage[];
}

export interface PresetResources {
  readonly group: string;
  readonly resources?: readonly string[];
}

export const WRITES = ['create', 'update', 'patch', 'delete'];
export const RECEIVED: readonly Stage[] = ['RequestReceived'];

export function core(...resources: string[]): PresetResources {
  return { group: '', resources };
}

/** A preset as the file that kube-apiserver reads. */
export function presetText({ title, origin, policy }: Preset): string {
  const document = { apiVersion: 'audit.k8s.io/v1', kind: 'Policy', ...policy };
  return `# ${title}\n# ${origin}\n${stringify(document, { lineWidth: 120, aliasDuplicateObjects: false, version: '1.1' })}`;
}

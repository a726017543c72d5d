import type { AuditEvent } from '../../event/event.ts';
import { attributesOf } from '../attributes.ts';
import { compile } from '../compile.ts';
import type { Policy } from '../policy.ts';
import { MKE_IGNORED } from '../presets/mke.ts';
import { type IgnoreRule, isIgnored } from './ignore.ts';
import { lowerReceived } from './lower-received.ts';

/** What of the events of some clusters and sources is kept. */
export interface AdmissionRule {
  /** All of them, where none is named. */
  readonly clusters?: readonly string[] | undefined;
  /** All of them, where none is named. */
  readonly sources?: readonly string[] | undefined;
  /** In the place of what is ignored on some platforms without it. */
  readonly ignore?: readonly IgnoreRule[] | undefined;
  readonly policy?: NamedPolicy | undefined;
}

export interface NamedPolicy {
  /** How it is called in counts. */
  readonly name: string;
  readonly policy: Policy;
}

/** What is written of an event, or the rule by which it is left out. */
export type Admitted = { readonly raw: Uint8Array } | { readonly leftOutBy: string };

export interface SenderAdmission {
  /** Whether events of Kubernetes have to be read for it, which else are taken as they stand. */
  readonly asksAll: boolean;
  admit(event: AuditEvent, platform: string, raw: Uint8Array): Admitted;
}

/** Gives what holds for what a source delivers of a cluster: the first rule that is about both. */
export type Admission = (cluster: string, source: string) => SenderAdmission;

/** What MKE leaves out itself, whatever its audit level is. */
const OF_MKE: readonly IgnoreRule[] = [{ name: 'mke-ignored', paths: MKE_IGNORED }];

export function createAdmission(rules: readonly AdmissionRule[]): Admission {
  const prepared = rules.map((rule) => ({ rule, admission: prepare(rule) }));
  const otherwise = prepare({});
  return (cluster, source) => prepared.find(({ rule }) => isAbout(rule, cluster, source))?.admission ?? otherwise;
}

function isAbout({ clusters, sources }: AdmissionRule, cluster: string, source: string): boolean {
  return names(clusters, cluster) && names(sources, source);
}

/** A list that names none is about all. */
function names(list: readonly string[] | undefined, name: string): boolean {
  return !list || list.length === 0 || list.includes(name);
}

function prepare({ ignore, policy }: AdmissionRule): SenderAdmission {
  const decide = policy && compile(policy.policy);
  return {
    asksAll: policy !== undefined || (ignore ?? []).length > 0,
    admit: (event, platform, raw) => {
      const ignored = (ignore ?? (platform === 'mke' ? OF_MKE : [])).find((rule) => isIgnored(rule, event));
      if (ignored) return { leftOutBy: ignored.name };
      if (!policy || !decide) return { raw };
      const decision = decide(attributesOf(event));
      const { level, rule, omitStages } = decision;
      if (level === 'None') {
        return { leftOutBy: `${policy.name} ${rule === undefined ? 'no rule' : `rules[${rule}]`}` };
      }
      const isOmitted = omitStages.some((stage) => stage === event.stage);
      return isOmitted ? { leftOutBy: `${policy.name} omitStages` } : { raw: lowerReceived(raw, decision) };
    },
  };
}

import type { PoliciesAnswer } from '../api/policies/contract.ts';
import type { Config } from '../config/schema.ts';
import { type Admission, createAdmission } from '../policy/admission/admit.ts';
import type { Policy } from '../policy/policy.ts';
import { isPreset } from '../policy/presets/presets.ts';
import { type FollowedFile, type FollowPoliciesOptions, followPolicies } from './follow-policies.ts';
import { configuredPolicy, policyTextOf } from './read-policy.ts';

/** What is kept of what, by policies that may change while the server runs. */
export interface OpenedAdmission {
  /** Asked again for each delivery: what changes holds from the next one on. */
  readonly admission: Admission;
  readonly configured: () => PoliciesAnswer;
  /** Why the files of policies as they are now cannot be used, as a sentence. */
  readonly problem: () => string | undefined;
  /** Keeps the policies as their files have them, until a signal. */
  readonly follow: (options: FollowPoliciesOptions) => Promise<void>;
}

interface InUse {
  readonly name: string;
  text: string;
  policy: Policy;
  since: Date;
  problem: string | undefined;
}

/** Opens the policies that the configuration names. Throws CONFIG_INVALID with everything that is wrong with one. */
export async function openAdmission(rules: Config['admission'], now: () => Date): Promise<OpenedAdmission> {
  const names = [...new Set(rules.flatMap(({ policy }) => policy ?? []))];
  const inUse = new Map(await Promise.all(names.map(async (name) => [name, await open(name, now())] as const)));
  const made = () => createAdmission(rules.map((rule) => ({ ...rule, policy: inUse.get(rule.policy ?? '') })));
  let current = made();

  const followed = (one: InUse): FollowedFile => ({
    name: one.name,
    text: one.text,
    use: (text, policy) => {
      Object.assign(one, { text, policy, since: now() });
      current = made();
    },
    refuse: (problem) => {
      one.problem = problem;
    },
  });

  return {
    admission: (cluster, source) => current(cluster, source),
    configured: () => ({ policies: [...inUse.values()].map(told), admission: rules.map(toldRule) }),
    problem: () => {
      const refused = [...inUse.values()].filter(({ problem }) => problem !== undefined).map(({ name }) => name);
      if (refused.length === 0) return undefined;
      return `What ${refused.join(', ')} says now cannot be used; the policy before stays in use. The log and GET /api/v1/policies say why.`;
    },
    follow: (options) =>
      followPolicies([...inUse.values()].filter(({ name }) => !isPreset(name)).map(followed), options),
  };
}

async function open(name: string, since: Date): Promise<InUse> {
  const text = await policyTextOf(name);
  return { name, text, policy: configuredPolicy(name, text), since, problem: undefined };
}

function told({ name, text, policy, since, problem }: InUse): PoliciesAnswer['policies'][number] {
  return {
    name,
    policy: text,
    rules: policy.rules.length,
    since: since.toISOString(),
    ...(problem === undefined ? {} : { problem }),
  };
}

function toldRule({ clusters, sources, ...rest }: Config['admission'][number]): PoliciesAnswer['admission'][number] {
  return { clusters: clusters ?? [], sources: sources ?? [], ...rest };
}

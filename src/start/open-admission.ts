import { readFile } from 'node:fs/promises';
import type { Config } from '../config/schema.ts';
import { VerbatimError } from '../errors.ts';
import { type Admission, createAdmission, type NamedPolicy } from '../policy/admission/admit.ts';
import { presetTextOf } from '../policy/presets/presets.ts';
import { describeProblem } from '../policy/problem.ts';
import { readPolicies } from '../policy/read/read-policies.ts';

/** What is kept of which cluster. Throws CONFIG_INVALID with everything that is wrong with a policy. */
export async function openAdmission(rules: Config['admission']): Promise<Admission> {
  return createAdmission(
    await Promise.all(
      rules.map(async ({ clusters, ignore, policy }) => ({
        clusters,
        ignore,
        policy: policy === undefined ? undefined : await readPolicy(policy),
      })),
    ),
  );
}

async function readPolicy(name: string): Promise<NamedPolicy> {
  const { policies, problems } = readPolicies(await textOf(name));
  const [one] = policies;
  if (policies.length === 1 && one?.policy) return { name, policy: one.policy };
  const found = [...problems, ...policies.flatMap((each) => each.problems)].map((each) => describeProblem(name, each));
  const detail =
    found.length > 0 ? `is not valid:\n${found.join('\n')}` : `holds ${policies.length} policies; one is needed.`;
  throw new VerbatimError('CONFIG_INVALID', `admission: ${name} ${detail}`);
}

async function textOf(name: string): Promise<string> {
  try {
    return presetTextOf(name) ?? (await readFile(name, 'utf8'));
  } catch (cause) {
    throw new VerbatimError('CONFIG_INVALID', `admission: ${name} cannot be read: ${(cause as Error).message}`, {
      cause,
    });
  }
}

import { readFile, stat } from 'node:fs/promises';
import { VerbatimError } from '../errors.ts';
import type { Policy } from '../policy/policy.ts';
import { presetTextOf } from '../policy/presets/presets.ts';
import { describeProblem } from '../policy/problem.ts';
import { readPolicies } from '../policy/read/read-policies.ts';

/** A hundred times the longest policy that is known: a larger file is something else. */
const MAX_FILE_BYTES = 1024 * 1024;

/** The text of a policy that the configuration names: of a preset or a file. Throws CONFIG_INVALID. */
export async function policyTextOf(name: string): Promise<string> {
  try {
    return presetTextOf(name) ?? (await fileText(name));
  } catch (cause) {
    throw new VerbatimError('CONFIG_INVALID', `admission: ${name} cannot be read: ${(cause as Error).message}`, {
      cause,
    });
  }
}

async function fileText(name: string): Promise<string> {
  const { size } = await stat(name);
  if (size > MAX_FILE_BYTES) throw new Error(`it has ${size} bytes, and at most ${MAX_FILE_BYTES} are read`);
  return readFile(name, 'utf8');
}

/** The one policy of a text. Throws CONFIG_INVALID with everything that is wrong. */
export function configuredPolicy(name: string, text: string): Policy {
  const { policies, problems } = readPolicies(text);
  const [one] = policies;
  if (policies.length === 1 && one?.policy) return one.policy;
  const found = [...problems, ...policies.flatMap((each) => each.problems)].map((each) => describeProblem(name, each));
  const detail =
    found.length > 0 ? `is not valid:\n${found.join('\n')}` : `holds ${policies.length} policies; one is needed.`;
  throw new VerbatimError('CONFIG_INVALID', `admission: ${name} ${detail}`);
}

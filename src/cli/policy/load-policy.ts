import { readFile } from 'node:fs/promises';
import { VerbatimError } from '../../errors.ts';
import type { Policy } from '../../policy/policy.ts';
import { presetTextOf } from '../../policy/presets/presets.ts';
import { describeProblem } from '../../policy/problem.ts';
import { type PoliciesRead, readPolicies } from '../../policy/read/read-policies.ts';
import type { Context } from '../context.ts';
import { visible } from '../render/visible.ts';

/** Ten times what Kubernetes stores as one object. */
const MAX_POLICY_BYTES = 16 * 1024 * 1024;

/** Every policy of a file, of standard input (`-`), or a preset (`preset:NAME`). Throws FILE_UNREADABLE, NOT_FOUND. */
export async function readPolicyFile(path: string, { io }: Context): Promise<PoliciesRead> {
  return readPolicies(presetTextOf(path) ?? (path === '-' ? await all(io.stdin) : await textOf(path)));
}

/**
 * The one policy of a file; what kube-apiserver would overlook in it is noted. Throws POLICY_INVALID with everything that
 * is wrong, USAGE where there are several.
 */
export async function loadPolicy(path: string, context: Context): Promise<Policy> {
  const { policies, problems: beside } = await readPolicyFile(path, context);
  const problems = [...beside, ...policies.flatMap(({ problems }) => problems)];
  const lines = problems.map((problem) => visible(describeProblem(path, problem)));
  if (policies.length > 1) {
    const found = policies.map(({ origin }) => origin || 'one that stands alone').join('; ');
    throw new VerbatimError('USAGE', `${path} holds ${policies.length} policies, and one is needed: ${found}.`);
  }
  const [one] = policies;
  if (!one?.policy) {
    const detail = lines.length > 0 ? `is not valid:\n${lines.join('\n')}` : 'holds no policy.';
    throw new VerbatimError('POLICY_INVALID', `${path} ${detail}`, { problems });
  }
  for (const line of lines) context.note(line);
  return one.policy;
}

async function textOf(path: string): Promise<string> {
  try {
    const bytes = await readFile(path);
    if (bytes.length <= MAX_POLICY_BYTES) return bytes.toString('utf8');
  } catch (cause) {
    throw new VerbatimError('FILE_UNREADABLE', `${path} cannot be read: ${(cause as Error).message}`, { cause });
  }
  throw tooLarge(path);
}

async function all(stdin: AsyncIterable<Uint8Array>): Promise<string> {
  const pieces: Uint8Array[] = [];
  let length = 0;
  for await (const piece of stdin) {
    length += piece.length;
    if (length > MAX_POLICY_BYTES) throw tooLarge('standard input');
    pieces.push(piece);
  }
  return Buffer.concat(pieces).toString('utf8');
}

function tooLarge(name: string): VerbatimError {
  return new VerbatimError('FILE_UNREADABLE', `${name} is larger than ${MAX_POLICY_BYTES} bytes; a policy is not.`);
}

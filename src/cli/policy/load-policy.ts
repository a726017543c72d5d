import { readFile } from 'node:fs/promises';
import { VerbatimError } from '../../errors.ts';
import type { Policy } from '../../policy/policy.ts';
import { presetTextOf } from '../../policy/presets/presets.ts';
import { describeProblem } from '../../policy/problem.ts';
import { onePolicy } from '../../policy/read/one-policy.ts';
import type { Context } from '../context.ts';
import { visible } from '../render/visible.ts';

/** Ten times what Kubernetes stores as one object. */
const MAX_POLICY_BYTES = 16 * 1024 * 1024;

/** The text of a file, of standard input (`-`), or of a preset (`preset:NAME`). Throws FILE_UNREADABLE, NOT_FOUND. */
export async function policyText(path: string, { io }: Context): Promise<string> {
  return presetTextOf(path) ?? (path === '-' ? all(io.stdin) : textOf(path));
}

/** The one policy of a file; what kube-apiserver would overlook in it is noted. Throws POLICY_INVALID, USAGE. */
export async function loadPolicy(path: string, context: Context): Promise<Policy> {
  return policyOf(path, await policyText(path, context), context);
}

/** The one policy of a text; what kube-apiserver would overlook in it is noted. Throws POLICY_INVALID, USAGE. */
export function policyOf(path: string, text: string, { note }: Context): Policy {
  const { policy, problems } = onePolicy(path, text);
  for (const problem of problems) note(visible(describeProblem(path, problem)));
  return policy;
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

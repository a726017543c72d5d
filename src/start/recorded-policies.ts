import { hash } from 'node:crypto';
import { readIfThere, writeDurably } from '../access/file.ts';
import type { PolicyChange } from '../api/audit/policy-change.ts';

export interface PolicyInUse {
  readonly name: string;
  readonly text: string;
}

/** What was recorded last of the policies that decide what is kept, so that a change is seen that came while nothing ran. */
export interface RecordedPolicies {
  /** Records a change, and remembers it. Rejects if it cannot be recorded. */
  readonly record: (change: PolicyChange) => Promise<void>;
  /** Records how the policies that are in use differ from those that were recorded last. Rejects as `record` does. */
  readonly recordAll: (inUse: readonly PolicyInUse[]) => Promise<void>;
}

export interface RecordedPoliciesOptions {
  /** Keeps the digest of each policy, by its name. Without it, or where it is damaged, each is recorded again. */
  readonly path: string;
  readonly record: (change: PolicyChange) => Promise<void>;
  /** What is recorded could not be remembered: at the next start it is recorded once more. */
  readonly forgotten: (error: unknown) => void;
}

export async function openRecordedPolicies(options: RecordedPoliciesOptions): Promise<RecordedPolicies> {
  const { path, record, forgotten } = options;
  const digests = digestsIn(await readIfThere(path));

  async function keep(): Promise<void> {
    const text = JSON.stringify(Object.fromEntries([...digests].sort()), null, 2);
    await writeDurably(path, `${text}\n`).catch(forgotten);
  }

  async function recordOne(change: PolicyChange): Promise<void> {
    await record(change);
    const { name, text, problem, verb } = change;
    if (problem !== undefined) return;
    if (verb === 'delete') digests.delete(name);
    else if (text !== undefined) digests.set(name, hash('sha256', text));
    await keep();
  }

  return {
    record: recordOne,
    recordAll: async (inUse) => {
      const names = new Set(inUse.map(({ name }) => name));
      for (const name of [...digests.keys()]) if (!names.has(name)) await recordOne({ name, verb: 'delete' });
      for (const { name, text } of inUse) {
        const before = digests.get(name);
        if (before === hash('sha256', text)) continue;
        await recordOne({ name, text, verb: before === undefined ? 'create' : 'update' });
      }
    },
  };
}

const SHA256 = /^[0-9a-f]{64}$/;

function digestsIn(text: string | undefined): Map<string, string> {
  try {
    const value: unknown = JSON.parse(text ?? '{}');
    return new Map(Object.entries(value as object).filter(([, digest]) => SHA256.test(String(digest))));
  } catch {
    return new Map();
  }
}

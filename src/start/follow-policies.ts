import { setTimeout as sleep } from 'node:timers/promises';
import type { PolicyChange } from '../api/audit/policy-change.ts';
import type { Policy } from '../policy/policy.ts';
import { configuredPolicy, policyTextOf } from './read-policy.ts';

/** How often the files are read; texts are compared, as a mounted file is replaced by turning a link. */
const POLL_MS = 5_000;

export interface FollowPoliciesOptions {
  /** Records that a policy changes, before it does. Where it rejects, the policy before stays, and it is tried again. */
  readonly record: (change: PolicyChange) => Promise<void>;
  /** Told of what could be used, and of what could not, once for each text. */
  readonly changed: (name: string) => void;
  readonly refused: (name: string, error: unknown) => void;
  readonly signal: AbortSignal;
  readonly pollMs?: number;
}

/** A policy that a file holds, and how another takes its place. */
export interface FollowedFile {
  readonly name: string;
  /** The text that is in use. */
  readonly text: string;
  readonly use: (text: string, policy: Policy) => void;
  /** Why what the file says now cannot be used; `undefined`: it can be. */
  readonly refuse: (problem: string | undefined) => void;
}

/** Reads the files again until the signal, and puts into use what has changed. */
export async function followPolicies(files: readonly FollowedFile[], options: FollowPoliciesOptions): Promise<void> {
  const { signal, pollMs = POLL_MS } = options;
  const looks = files.map((file) => createLook(file, options));
  while (await sleep(pollMs, true, { signal, ref: false }).catch(() => false)) {
    for (const look of looks) await look();
  }
}

function createLook(file: FollowedFile, { record, changed, refused }: FollowPoliciesOptions): () => Promise<void> {
  const { name } = file;
  let inUse = file.text;
  let known: string | undefined = file.text;
  let problem: string | undefined;

  function refuse(error: unknown): void {
    const { message } = error as Error;
    if (message !== problem) refused(name, error);
    problem = message;
    file.refuse(message);
  }

  function accept(): void {
    problem = undefined;
    file.refuse(undefined);
  }

  async function take(text: string): Promise<void> {
    const policy = configuredPolicy(name, text);
    const unrecorded = await record({ name, text }).catch((error: Error) => error);
    if (unrecorded) {
      // It is tried again.
      known = undefined;
      return refuse(unrecorded);
    }
    inUse = text;
    file.use(text, policy);
    accept();
    changed(name);
  }

  return async () => {
    const text = await policyTextOf(name).catch((error: Error) => error);
    const seen = text instanceof Error ? text.message : text;
    if (seen === known) return;
    known = seen;
    if (text === inUse) return accept();
    try {
      if (text instanceof Error) throw text;
      await take(text);
    } catch (error) {
      refuse(error);
      const { message } = error as Error;
      await record({ name, problem: message, ...(text instanceof Error ? {} : { text }) }).catch(() => {});
    }
  };
}

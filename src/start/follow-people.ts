import { setTimeout as sleep } from 'node:timers/promises';
import type { Person } from '../actors/config.ts';
import { type PeopleConfig, peopleOf, readPeopleFile } from '../config/people.ts';
import { VerbatimError } from '../errors.ts';

/** How often the file is read; its text is compared, as a mounted one is replaced by turning a link. */
const POLL_MS = 5_000;

export interface FollowPeopleOptions {
  readonly config: PeopleConfig;
  /** Told how many entries hold from now on. */
  readonly changed: (entries: number) => void;
  /** The file cannot be used; what it said before holds. Told once for each text. */
  readonly failed: (error: unknown) => void;
  readonly signal: AbortSignal;
  readonly pollMs?: number;
}

/**
 * Reads who is who, and again when the file changes, until the signal. Gives the people that hold: another list each time
 * that they have changed. A file that cannot be used is told at the start, too, and then only the configuration's own hold.
 */
export async function followPeople(options: FollowPeopleOptions): Promise<() => readonly Person[]> {
  const { config, changed, failed, signal, pollMs = POLL_MS } = options;
  let current: readonly Person[] = config.actors;
  let known: string | undefined;

  async function look(): Promise<void> {
    const text = await readPeopleFile(config).catch((error: Error) => error);
    const seen = text instanceof Error ? text.message : text;
    if (seen === known) return;
    known = seen;
    try {
      if (text instanceof Error) throw text;
      current = withoutProblems(config, text);
      if (text !== undefined) changed(current.length);
    } catch (error) {
      failed(error);
    }
  }

  async function follow(): Promise<void> {
    while (await sleep(pollMs, true, { signal, ref: false }).catch(() => false)) await look();
  }

  await look();
  if (config.actors_file !== undefined) void follow();
  return () => current;
}

function withoutProblems(config: PeopleConfig, text: string | undefined): readonly Person[] {
  const { people, problems } = peopleOf(config, text);
  if (problems.length === 0) return people;
  const lines = problems.map(({ path, message }) => `  ${path}: ${message}`);
  throw new VerbatimError('CONFIG_INVALID', `Who is who cannot be said:\n${lines.join('\n')}`, { problems });
}

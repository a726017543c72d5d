import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Envelope } from '../event/record.ts';
import type { Damage } from './damage.ts';
import type { Batch } from './encode.ts';
import { type Journal, type JournalOptions, openJournal } from './journal.ts';
import type { EntryMeta } from './record.ts';

// What the tests of this folder share.

export const ENVELOPE: Envelope = {
  cluster: 'prod',
  platform: 'kubernetes',
  component: 'kube-apiserver',
  node: '',
  source: 'webhook',
  receivedAt: '2026-03-01T03:12:46.000123Z',
};

/** A clock an hour ahead: everything that is sealed is old enough to be packed. */
export const AN_HOUR_LATER = () => Date.now() + 3_600_000;

/** Runs `use` with a directory that is removed afterwards. */
export async function withDirectory(use: (dir: string) => Promise<void>): Promise<void> {
  const dir = await mkdtemp(join(tmpdir(), 'verbatim-journal-'));
  try {
    await use(dir);
  } finally {
    await rm(dir, { recursive: true, force: true });
  }
}

/** Runs `use` with an open journal, closes it, and gives what damage was reported. */
export async function withJournal(
  options: JournalOptions,
  use: (journal: Journal, damage: Damage[]) => Promise<void>,
): Promise<Damage[]> {
  const damage: Damage[] = [];
  const observer = { ...options.observer, damaged: (place: Damage) => damage.push(place) };
  const journal = await openJournal({ ...options, observer });
  try {
    await use(journal, damage);
  } finally {
    await journal.close();
  }
  return damage;
}

export function batchOf(...raws: readonly (string | Uint8Array)[]): Batch {
  return { envelope: ENVELOPE, entries: raws.map((raw) => ({ raw: Buffer.from(raw) })) };
}

export interface Seen {
  readonly seq: number;
  readonly raw: string;
  readonly meta?: EntryMeta;
}

/** Every entry from `from` to the durable end, and the position after it. */
export async function readAll(journal: Journal, from = 1, maxBytes?: number): Promise<{ seen: Seen[]; next: number }> {
  const seen: Seen[] = [];
  let next = from;
  for await (const batch of journal.read({ from, maxBytes })) {
    next = batch.next;
    for (const { entries } of batch.records) {
      for (const { seq, raw, meta } of entries) seen.push({ seq, raw: raw.toString(), ...(meta && { meta }) });
    }
  }
  return { seen, next };
}

/** The segment files of a journal in order. */
export async function segmentFiles(dir: string): Promise<string[]> {
  const names = (await readdir(dir)).filter((name) => /\.vjz?$/.test(name));
  return names.sort().map((name) => join(dir, name));
}

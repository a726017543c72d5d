import { InvalidArgumentError } from 'commander';

/** Reads `<number>:<hash>`: the number of the next entry at some time, and the hash of the last record then. */
export function parseCheckpoint(text: string): { readonly nextSeq: number; readonly hash: string } {
  const [, number = '', hash = ''] = /^(\d{1,15}):([0-9a-f]{64})$/.exec(text) ?? [];
  if (!hash) throw new InvalidArgumentError('It should be a number, a colon and 64 hexadecimal digits.');
  return { nextSeq: Number(number), hash };
}

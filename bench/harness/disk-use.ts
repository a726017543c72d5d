import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';

/** Bytes of all files below a folder. */
export async function bytesBelow(folder: string): Promise<number> {
  let bytes = 0;
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) bytes += await bytesBelow(path);
    else if (entry.isFile()) bytes += await sizeOf(path);
  }
  return bytes;
}

/** The engine and the journal remove files at any time. */
async function sizeOf(path: string): Promise<number> {
  return stat(path).then(
    ({ size }) => size,
    () => 0,
  );
}

/** The parts that the store's tables consist of now: bytes and names. */
export interface ActiveParts {
  readonly bytes: number;
  readonly names: readonly string[];
}

/** Measures them by their names: the engine keeps merged parts on disk for some minutes, which do not count. */
export async function activeParts(data: string): Promise<ActiveParts> {
  const tables = await tableFolders(join(data, 'store', 'store'));
  const parts = (await Promise.all(tables.map(activeIn))).flat();
  const sizes = await Promise.all(parts.map((path) => bytesBelow(path).catch(() => 0)));
  return { bytes: sizes.reduce((sum, size) => sum + size, 0), names: parts };
}

async function tableFolders(folder: string): Promise<string[]> {
  const groups = await readdir(folder);
  const tables = await Promise.all(
    groups.map(async (group) => (await readdir(join(folder, group))).map((name) => join(folder, group, name))),
  );
  return tables.flat();
}

async function activeIn(table: string): Promise<string[]> {
  return activeNames(await readdir(table)).map((name) => join(table, name));
}

interface Part {
  readonly name: string;
  readonly partition: string;
  readonly first: number;
  readonly last: number;
  readonly level: number;
}

/** A part is named after its partition, its first and last block, and how often it was merged: `20260302_1_6_1`. */
const PART = /^([^_]+)_(\d+)_(\d+)_(\d+)$/;

/** Those of a table's parts that no other covers. */
export function activeNames(names: readonly string[]): string[] {
  const parts = names.flatMap((name): Part[] => {
    const match = PART.exec(name);
    return match
      ? [{ name, partition: match[1]!, first: Number(match[2]), last: Number(match[3]), level: Number(match[4]) }]
      : [];
  });
  const covers = (a: Part, b: Part) =>
    a.partition === b.partition && a.level > b.level && a.first <= b.first && a.last >= b.last;
  return parts.filter((part) => !parts.some((other) => covers(other, part))).map(({ name }) => name);
}

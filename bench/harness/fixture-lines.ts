import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Format } from '../../src/decode/format.ts';
import { rootFolder } from './root.ts';

/** The entries of a format that lie in its folder, and the examples of its catalogue. */
export function fixtureLines({ name, kinds }: Format): Buffer[] {
  const folder = join(rootFolder(), 'src', 'decode', name, 'fixtures');
  const files = readdirSync(folder).filter((file) => file.endsWith('.log'));
  const lines = files.flatMap((file) => readFileSync(join(folder, file), 'utf8').split('\n')).filter(Boolean);
  return [...lines, ...kinds.map(({ example }) => example)].map((line) => Buffer.from(line));
}

import { constants } from 'node:fs';
import { access } from 'node:fs/promises';
import type { TSchema } from 'typebox';
import { allLeavesOf } from './environment.ts';
import type { Problem } from './problems.ts';

/** The files that a configuration names, by keys that end in `_file`, and that cannot be read. */
export async function unreadableFiles(config: object, schema: TSchema): Promise<Problem[]> {
  const named = allLeavesOf(schema)
    .filter(({ path }) => path.at(-1)?.endsWith('_file'))
    .flatMap(({ path }) => valuesAt(config, path))
    .flatMap(({ path, value }) => (typeof value === 'string' ? [{ path: path.join('.'), file: value }] : []));
  const problems = await Promise.all(
    named.map(({ path, file }) =>
      access(file, constants.R_OK).then(
        () => [],
        ({ code }: NodeJS.ErrnoException) => [{ path, message: `${file} cannot be read: ${WHY[code ?? ''] ?? code}` }],
      ),
    ),
  );
  return problems.flat();
}

const WHY: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file',
  EACCES: 'this user may not',
};

/** The values of a key, one for each element where the path leads through a list: `sources.file[].paths`. */
function valuesAt(
  value: unknown,
  path: readonly string[],
  at: readonly string[] = [],
): { path: string[]; value: unknown }[] {
  const [key, ...rest] = path;
  if (key === undefined) return [{ path: [...at], value }];
  const name = key.replace('[]', '');
  const inner = (value as Record<string, unknown> | null | undefined)?.[name];
  if (name === key) return valuesAt(inner, rest, [...at, name]);
  return Array.isArray(inner) ? inner.flatMap((one, i) => valuesAt(one, rest, [...at, name, String(i)])) : [];
}

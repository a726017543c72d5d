import { constants } from 'node:fs';
import { access } from 'node:fs/promises';
import type { TSchema } from 'typebox';
import { leavesOf } from './environment.ts';
import type { Problem } from './problems.ts';

/** The files that a configuration names, by keys that end in `_file`, and that cannot be read. */
export async function unreadableFiles(config: object, schema: TSchema): Promise<Problem[]> {
  const named = leavesOf(schema).flatMap(({ path }) => {
    const file = path.at(-1)?.endsWith('_file') ? valueAt(config, path) : undefined;
    return typeof file === 'string' ? [{ path: path.join('.'), file }] : [];
  });
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

function valueAt(config: object, path: readonly string[]): unknown {
  return path.reduce<unknown>((at, key) => (at as Record<string, unknown> | undefined)?.[key], config);
}

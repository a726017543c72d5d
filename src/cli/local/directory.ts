import { createDirectory, type Directory } from '../../actors/directory.ts';
import { peopleIn } from '../../config/people.ts';
import { VerbatimError } from '../../errors.ts';

/** Who is who, as a file says. USAGE where it cannot be read, CONFIG_INVALID with every error where it is not right. */
export async function directoryFrom(file: string): Promise<Directory> {
  const { people, problems } = await peopleIn(file).catch((cause: Error) => {
    throw new VerbatimError('USAGE', `--actors ${file} cannot be read: ${cause.message}`, { cause });
  });
  if (problems.length === 0) return createDirectory(people);
  const lines = problems.map(({ path, message }) => `  ${path}: ${message}`);
  throw new VerbatimError('CONFIG_INVALID', `Who is who has errors:\n${lines.join('\n')}`, { problems });
}

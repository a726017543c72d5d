import { readFile } from 'node:fs/promises';
import { Value } from 'typebox/value';
import { parseDocument } from 'yaml';
import { checkActors, type Entry } from '../actors/check.ts';
import { ActorsFile, type Person } from '../actors/config.ts';
import { describe, type Problem } from './problems.ts';

/** The keys of the configuration that say who is who. */
export interface PeopleConfig {
  readonly actors: readonly Person[];
  readonly actors_file?: string | undefined;
}

export interface People {
  readonly people: readonly Person[];
  /** What is wrong with them; then they are not to be used. */
  readonly problems: readonly Problem[];
}

/** People of the configuration and of a file, given as its text. The path of a problem in the file begins with its name. */
export function peopleOf({ actors, actors_file: file }: PeopleConfig, text?: string): People {
  const entries: Entry[] = actors.map((person, i) => ({ person, path: `actors.${i}` }));
  if (file === undefined || text === undefined) return checked(entries);
  const value = parse(text);
  if (value instanceof Error) return { people: [], problems: [{ path: file, message: value.message }] };
  const complete = Value.Default(ActorsFile, value ?? {});
  const wrong = describe(Value.Errors(ActorsFile, complete), ActorsFile);
  if (wrong.length > 0) {
    return {
      people: [],
      problems: wrong.map(({ path, message }) => ({ path: [file, path].filter(Boolean).join(': '), message })),
    };
  }
  const inFile = (complete as { actors: Person[] }).actors;
  return checked([...entries, ...inFile.map((person, i) => ({ person, path: `${file}: actors.${i}` }))]);
}

function checked(entries: readonly Entry[]): People {
  return { people: entries.map(({ person }) => person), problems: checkActors(entries) };
}

/** YAML, of which JSON is a part that is read five times as fast. */
function parse(text: string): unknown {
  if (text.trimStart().startsWith('{')) {
    try {
      return JSON.parse(text);
    } catch {
      // Flow style of YAML begins so, too.
    }
  }
  try {
    const document = parseDocument(text, { prettyErrors: true });
    return document.errors[0] ?? document.toJS();
  } catch (error) {
    // References of YAML that are missing, or that make much of little.
    return error;
  }
}

/** The people of a file of its own, or of a whole configuration, with those of the file that it names. Rejects with node's own errors. */
export async function peopleIn(file: string): Promise<People> {
  const value = parse(await readFile(file, 'utf8'));
  if (value instanceof Error) return { people: [], problems: [{ path: file, message: value.message }] };
  const { actors, actors_file } = (value ?? {}) as Record<string, unknown>;
  if (actors === undefined && actors_file === undefined) {
    return {
      people: [],
      problems: [{ path: file, message: 'it says nothing of actors; expected the key actors or actors_file' }],
    };
  }
  const own = peopleOf({ actors: [], actors_file: file }, JSON.stringify({ actors: actors ?? [] }));
  if (own.problems.length > 0 || typeof actors_file !== 'string') return own;
  const config = { actors: own.people, actors_file };
  return peopleOf(config, await readPeopleFile(config));
}

/** The text of the file that says who is who, `undefined` where none is named. Rejects with node's own errors. */
export async function readPeopleFile({ actors_file: file }: PeopleConfig): Promise<string | undefined> {
  return file === undefined ? undefined : readFile(file, 'utf8');
}

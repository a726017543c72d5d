import { readFile } from 'node:fs/promises';
import { Settings } from 'typebox/system';
import { Value } from 'typebox/value';
import { type Document, isMap, LineCounter, parseDocument } from 'yaml';
import { VerbatimError } from '../errors.ts';
import { hasVariable, leavesOf, readVariable, setIn, variableOf } from './environment.ts';
import { unreadableFiles } from './files.ts';
import { mkeProblems } from './mke-toml.ts';
import { peopleOf, readPeopleFile } from './people.ts';
import { describe, type Problem } from './problems.ts';
import { brokenRules } from './rules.ts';
import { Config } from './schema.ts';

/** All of them: a person mends a file once. */
const MAX_PROBLEMS = 1_000;
Settings.Set({ maxErrors: MAX_PROBLEMS });

export interface LoadOptions {
  /** The configuration file; without one, the defaults hold. */
  readonly file?: string | undefined;
  /** The environment; this is the only place where it is read for the server. */
  readonly env: Readonly<Record<string, string | undefined>>;
  /** What the command line says, by the path of its key: `['listen', '127.0.0.1:0']`. It outranks all else. */
  readonly overrides?: readonly (readonly [path: string, value: string])[];
}

/** Reads the configuration: file, then variables, then the command line. Throws CONFIG_INVALID with every problem at once. */
export async function loadConfig({ file, env, overrides = [] }: LoadOptions): Promise<Config> {
  const { value, problems, lineOf } = file
    ? await readYaml(file)
    : { value: {}, problems: [], lineOf: () => undefined };
  const variables = new Map<string, string>();
  for (const { path, schema } of leavesOf(Config).filter(hasVariable)) {
    const name = variableOf(path);
    const text = env[name];
    if (text === undefined || text === '') continue;
    setIn(value, path, readVariable(text, schema));
    variables.set(path.join('.'), name);
  }
  for (const [path, text] of overrides) setIn(value, path.split('.'), text);

  const complete = Value.Default(Config, value);
  const found = describe(Value.Errors(Config, complete), Config);
  const wrong = new Set(found.map(({ path }) => path.split('.', 1)[0] as string));
  // A file that cannot be read says nothing of what would be wrong in it.
  if (problems.length === 0) found.push(...brokenRules(complete as Config, wrong));
  found.push(...(await unreadableFiles(complete as object, Config)));
  if (!wrong.has('actors') && !wrong.has('actors_file')) found.push(...(await peopleProblems(complete as Config)));
  if (!wrong.has('mke')) found.push(...(await mkeProblems(complete as Config)));
  for (const problem of found) {
    problems.push({ ...problem, line: lineOf(problem.path), where: variables.get(problem.path) });
  }
  if (problems.length > 0) throw invalid(problems, file);
  return complete as Config;
}

/** A file that cannot be read is a problem of its own. */
async function peopleProblems(config: Config): Promise<readonly Problem[]> {
  const text = await readPeopleFile(config).catch(() => undefined);
  return peopleOf(config, text).problems;
}

interface YamlFile {
  readonly value: Record<string, unknown>;
  readonly problems: Problem[];
  readonly lineOf: (path: string) => number | undefined;
}

async function readYaml(file: string): Promise<YamlFile> {
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (cause) {
    throw new VerbatimError(
      'CONFIG_INVALID',
      `The configuration file ${file} cannot be read: ${(cause as Error).message}`,
      { cause },
    );
  }
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const problems: Problem[] = document.errors.map((error) => ({
    path: '',
    message: error.message,
    line: lines.linePos(error.pos[0]).line,
  }));
  const value = problems.length > 0 ? {} : valueIn(document, problems);
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    problems.push({ path: '', message: 'expected keys and values', line: 1 });
    return { value: {}, problems, lineOf: () => undefined };
  }
  return {
    value: value as Record<string, unknown>,
    problems,
    lineOf: (path) => {
      const parts = path.split('.');
      const parent = document.getIn(parts.slice(0, -1), true) ?? document.contents;
      const pair = isMap(parent) ? parent.items.find(({ key }) => String(key) === parts.at(-1)) : undefined;
      const range = (pair?.key as { range?: [number, number, number] } | undefined)?.range;
      return range && lines.linePos(range[0]).line;
    },
  };
}

/** What a document says; references that cannot be followed, or that make much of little, show only now. */
function valueIn(document: Document, problems: Problem[]): unknown {
  try {
    return document.toJS() ?? {};
  } catch (error) {
    problems.push({ path: '', message: (error as Error).message });
    return {};
  }
}

function invalid(problems: readonly Problem[], file: string | undefined): VerbatimError {
  const lines = problems.map(({ path, message, line, where }) => {
    const place = where ?? (file && line ? `${file}:${line}` : file);
    return `  ${[place, path].filter(Boolean).join(': ')}: ${message}`;
  });
  return new VerbatimError('CONFIG_INVALID', `The configuration has errors:\n${lines.join('\n')}`, { problems });
}

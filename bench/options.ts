import { parseArgs } from 'node:util';
import { VerbatimError } from '../src/errors.ts';
import { CASES } from './cases/registry.ts';

export interface Options {
  readonly events: number;
  readonly runs: number;
  /** Names of cases, in the order of the registry. */
  readonly cases: readonly string[];
  readonly write: boolean;
}

const USAGE = `npm run bench -- [--events 1000000] [--runs 3] [--only CASE[,CASE…]] [--write]
  cases: ${Object.keys(CASES).join(', ')}
  --write  also writes bench/results.md`;

/** Reads the command line. Raises `USAGE`. */
export function readOptions(args: readonly string[]): Options {
  const text = { type: 'string' } as const;
  const { values } = parse(() =>
    parseArgs({
      args: [...args],
      options: {
        events: { ...text, default: '1000000' },
        runs: { ...text, default: '3' },
        only: { ...text, multiple: true, default: [] },
        write: { type: 'boolean', default: false },
      },
    }),
  );
  const only = new Set(values.only.flatMap((names) => names.split(',')).filter(Boolean));
  for (const name of only) {
    if (!Object.hasOwn(CASES, name)) throw new VerbatimError('USAGE', `There is no case "${name}".\n${USAGE}`);
  }
  return {
    events: positive('events', values.events),
    runs: positive('runs', values.runs),
    cases: Object.keys(CASES).filter((name) => only.size === 0 || only.has(name)),
    write: values.write,
  };
}

function parse<T>(read: () => T): T {
  try {
    return read();
  } catch (cause) {
    throw new VerbatimError('USAGE', `${(cause as Error).message}\n${USAGE}`, { cause });
  }
}

function positive(name: string, text: string): number {
  const number = Number(text);
  if (!Number.isSafeInteger(number) || number < 1) {
    throw new VerbatimError('USAGE', `--${name} must be a whole number above 0.\n${USAGE}`);
  }
  return number;
}

import { parseArgs } from 'node:util';
import { VerbatimError } from '../../src/errors.ts';

export interface Options {
  readonly listen: string;
  readonly hours: number;
}

const USAGE = `npm run demo -- [--listen 127.0.0.1:7400] [--hours 6]
  --hours  how far the sample traffic reaches back, at most 48`;

/** Some eight events a second: two days are one and a half million events, loaded within a minute. */
const MAX_HOURS = 48;

/** Reads the command line. Raises `USAGE`. */
export function readOptions(args: readonly string[]): Options {
  try {
    const text = { type: 'string' } as const;
    const { values } = parseArgs({
      args: [...args],
      options: { listen: { ...text, default: '127.0.0.1:7400' }, hours: { ...text, default: '6' } },
    });
    const hours = Number(values.hours);
    if (!(hours >= 1 && hours <= MAX_HOURS)) throw new Error(`--hours must be a number from 1 to ${MAX_HOURS}.`);
    return { listen: values.listen, hours };
  } catch (cause) {
    throw new VerbatimError('USAGE', `${(cause as Error).message}\n${USAGE}`, { cause });
  }
}

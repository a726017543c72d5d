import type { Entry } from './entry.ts';
import type { Format } from './format.ts';
import { FORMATS } from './registry.ts';

const BY_NAME: ReadonlyMap<string, Format> = new Map(FORMATS.map((format) => [format.name, format]));

/** The format that an entry is of, by its content; `undefined` if no format knows it. */
export function detect(entry: Entry): Format | undefined {
  return FORMATS.find((format) => format.matches(entry));
}

/** The format of that name; `undefined` for `auto`, and for one that this program does not know. */
export function formatNamed(name: string | undefined): Format | undefined {
  return name === undefined ? undefined : BY_NAME.get(name);
}

import { PLACEHOLDER } from '../event/redacted.ts';
import { isList, isObject, type Json } from './diff/json.ts';
import { type Path, pathText } from './diff/path.ts';

/** A placeholder without a digest of the secret: two of them say nothing of whether the secrets are the same. */
const WITHOUT_DIGEST = `${PLACEHOLDER}]`;

/** Names of redacted values that a note gives. */
const MAX_NAMES = 10;
/** UTF-16 units of one of them. */
const MAX_NAME = 200;

/** Whether something was taken out of a value before it was kept. */
export function isRedacted(value: Json | undefined): boolean {
  if (typeof value === 'string') return value.includes(PLACEHOLDER);
  if (isList(value)) return value.some(isRedacted);
  return isObject(value) && Object.values(value).some(isRedacted);
}

/** The paths of values whose change could not be seen, as text; the last says how many more there are. */
export function unseenIn(body: Json | undefined): readonly string[] {
  const paths: string[] = [];
  collect(body, [], paths);
  return paths.length > MAX_NAMES ? [...paths.slice(0, MAX_NAMES), `${paths.length - MAX_NAMES} more`] : paths;
}

function collect(value: Json | undefined, path: Path, found: string[]): void {
  if (typeof value === 'string') {
    if (value.includes(WITHOUT_DIGEST)) found.push(pathText(path).slice(0, MAX_NAME));
  } else if (isList(value)) {
    value.forEach((item, i) => {
      collect(item, [...path, i], found);
    });
  } else if (isObject(value)) {
    for (const [key, inner] of Object.entries(value)) collect(inner, [...path, key], found);
  }
}

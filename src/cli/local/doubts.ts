import { FIELDS, type Field } from '../../event/fields.ts';
import { EARLIEST_DATE, LATEST_DATE } from '../../event/time.ts';
import { MAY_BE_OPENSHIFT } from './said-of-openshift.ts';

/*
 * Where the engine and the general way may read a field of a line differently. Each is a condition on the column `line`, a
 * valid JSON object; it holds for no event that kube-apiserver writes.
 */

/** When an event happened, as a DateTime64(6): of one that says so in the usual place. */
export const TIME = readTime("JSONExtractString(line, 'requestReceivedTimestamp')");

/*
 * None of these is a regular expression: the engine compiles one anew for each block of lines, which costs more than the
 * few lines of a block that are left to ask.
 */

/** A DateTime64(6) of text; the epoch where it is no time. */
export function readTime(text: string): string {
  return `parseDateTime64BestEffortOrZero(${text}, 6, 'UTC')`;
}

function isUnsureTime(name: string): string {
  const text = `JSONExtractString(line, '${name}')`;
  // MicroTime, as kube-apiserver writes it, of a day that exists: what the engine itself would write of that time.
  const isExact = `formatDateTime(${readTime(text)}, '%Y-%m-%dT%H:%i:%S.%fZ') = ${text}`;
  return `NOT (${isExact}) OR ${text} < '${EARLIEST_DATE}' OR ${text} >= '${LATEST_DATE}'`;
}

/** That `TIME` may not be when it happened. */
export const UNSURE_TIME = isUnsureTime('requestReceivedTimestamp');

/** What the JSON of another value than text looks like, which the engine gives where there is no text. */
function looksOther(text: string): string {
  const isNumber = `(${text} != '' AND trimLeft(${text}, '-+.0123456789eE') = '')`;
  return `(${text} IN ('true', 'false') OR substring(${text}, 1, 1) IN ('{', '[') OR ${isNumber})`;
}

/** Fields in which text often looks like that: there the type is asked for, which reads the line once more. */
const OFTEN_NUMBERS: ReadonlySet<string> = new Set([
  'user.uid',
  'impersonatedUser.uid',
  'objectRef.uid',
  'objectRef.name',
  'objectRef.resourceVersion',
]);

function path(name: string): string {
  return name
    .split('.')
    .map((part) => `'${part}'`)
    .join(', ');
}

function isUnsureText(name: string): string {
  const at = `line, ${path(name)}`;
  const other = looksOther(`JSONExtractString(${at})`);
  return OFTEN_NUMBERS.has(name) ? `${other} AND JSONType(${at}) != 'String'` : other;
}

const NOT_QUOTED = `x -> NOT startsWith(x, '"')`;

function isUnsureList(name: string): string {
  return `arrayExists(${NOT_QUOTED}, JSONExtractArrayRaw(line, ${path(name)}))`;
}

/** Members of a map that are not as they should be, and what is no map at all. */
function unsureMembers(name: string, isUnsure: string): string {
  const at = `line, ${path(name)}`;
  return `JSONType(${at}) NOT IN ('Object', 'Null') OR arrayExists(x -> ${isUnsure}, JSONExtractKeysAndValuesRaw(${at}))`;
}

function isUnsureMap(name: string): string {
  return unsureMembers(name, `NOT startsWith(x.2, '"')`);
}

function areUnsureLists(name: string): string {
  const isQuoted = `y -> NOT startsWith(y, '"')`;
  return unsureMembers(name, `NOT startsWith(x.2, '[') OR arrayExists(${isQuoted}, JSONExtractArrayRaw(x.2))`);
}

/** So many digits fit the engine's Int32; no code has more, or a sign. */
const SAFE_DIGITS = 9;

function isUnsureInteger(name: string): string {
  const json = `JSONExtractRaw(line, ${path(name)})`;
  return `length(${json}) > ${SAFE_DIGITS} OR trimLeft(${json}, '0123456789') != ''`;
}

/** The group may stand in the version: `apps/v1beta1`. */
const GROUP_IN_VERSION = "position(JSONExtractString(line, 'objectRef', 'apiVersion'), '/') > 0";

/** What an event may say itself of where it was written. */
const PLACES: ReadonlySet<string> = new Set(['platform', 'component', 'node']);

function doubtsOfField({ name, type, origin }: Field): string[] {
  if (PLACES.has(name)) return [MAY_BE_OPENSHIFT];
  // Every line is asked for its time.
  if (origin === 'envelope' || name === 'time') return [];
  if (name === 'actor')
    return [isUnsureText('user.username'), isUnsureText('impersonatedUser.username'), isUnsureMap('annotations')];
  if (name === 'outcome')
    return [
      isUnsureInteger('responseStatus.code'),
      isUnsureText('responseStatus.status'),
      isUnsureText('stage'),
      isUnsureMap('annotations'),
    ];
  switch (type) {
    case 'keyword':
    case 'uuid':
      return [
        isUnsureText(name),
        ...(name === 'objectRef.apiVersion' || name === 'objectRef.apiGroup' ? [GROUP_IN_VERSION] : []),
      ];
    case 'keywords':
    case 'ips':
      return [isUnsureList(name)];
    case 'integer':
      return [isUnsureInteger(name)];
    case 'time':
      return [`JSONExtractString(line, '${name}') != '' AND (${isUnsureTime(name)})`];
    case 'map':
      return [isUnsureMap(name)];
    case 'lists':
      return [areUnsureLists(name)];
    case 'body':
      // `null` is missing where the format knows the field, and text to a search.
      return ["match(line, ':\\\\s*null')"];
  }
}

/** The doubts that a question about these fields has to ask for. */
export function doubtsOf(fields: ReadonlySet<Field>): readonly string[] {
  return [...new Set(FIELDS.filter((field) => fields.has(field)).flatMap(doubtsOfField))];
}

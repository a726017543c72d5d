import type { AuditEvent } from '../event/event.ts';
import { MAX_QUOTED_NAME } from '../event/limits.ts';
import { EARLIEST_DATE, isCanonicalTime, LATEST_DATE, parseMicros } from '../event/time.ts';

/*
 * The types of the fields of `audit.k8s.io/v1` Event. Every event passes here on its way in and again on its way into
 * the store, so fields are looked up one by one instead of being walked.
 */

/** What is wrong with a value, or `undefined`. */
type Verdict = string | undefined;
type Fields = Record<string, unknown>;

const USER_TEXTS = ['username', 'uid'] as const;
const REF_TEXTS = [
  'resource',
  'namespace',
  'name',
  'uid',
  'apiGroup',
  'apiVersion',
  'resourceVersion',
  'subresource',
] as const;
const STATUS_TEXTS = ['status', 'message', 'reason'] as const;
const EVENT_TEXTS = ['kind', 'apiVersion', 'level', 'auditID', 'stage', 'requestURI', 'verb', 'userAgent'] as const;
const TIMES = ['requestReceivedTimestamp', 'stageTimestamp', 'timestamp'] as const;

/**
 * Gives the first field of an event that has the wrong type: which, what it is and what was expected. As in Go, `null`
 * is a missing value: it is removed from the event in place, and so is a time that was never set.
 */
export function checkEvent(event: AuditEvent): Verdict {
  const fields = event as Fields;
  return (
    texts(fields, EVENT_TEXTS, '') ??
    user(fields, 'user') ??
    user(fields, 'impersonatedUser') ??
    inner(fields, 'authenticationMetadata', (found, path) => texts(found, ['impersonationConstraint'], path)) ??
    textList(fields, 'sourceIPs', '') ??
    inner(fields, 'objectRef', (found, path) => texts(found, REF_TEXTS, path)) ??
    inner(fields, 'responseStatus', status) ??
    body(fields, 'requestObject') ??
    body(fields, 'responseObject') ??
    times(fields) ??
    inner(fields, 'annotations', mapOfTexts)
  );
}

function typeName(value: unknown): string {
  if (Array.isArray(value)) return 'a list';
  return typeof value === 'object' ? 'an object' : `a ${typeof value}`;
}

/** A client chooses the keys of maps; a sentence need not repeat a long one. */
function shortened(name: string): string {
  return name.length <= MAX_QUOTED_NAME ? name : `${name.slice(0, MAX_QUOTED_NAME)}…`;
}

function wrong(path: string, value: unknown, expected: string): string {
  return `${path} is ${typeName(value)}, expected ${expected}`;
}

function join(path: string, key: string): string {
  return path === '' ? key : `${path}.${key}`;
}

/** Whether there is no value; `null` is removed. */
function isMissing(fields: Fields, key: string): boolean {
  const value = fields[key];
  if (value === undefined) return true;
  if (value !== null) return false;
  delete fields[key];
  return true;
}

function texts(fields: Fields, keys: readonly string[], path: string): Verdict {
  for (const key of keys) {
    if (typeof fields[key] === 'string' || isMissing(fields, key)) continue;
    return wrong(join(path, key), fields[key], 'a string');
  }
  return undefined;
}

function inner(fields: Fields, key: string, check: (found: Fields, path: string) => Verdict, path = ''): Verdict {
  if (isMissing(fields, key)) return undefined;
  const found = fields[key];
  if (typeof found !== 'object' || Array.isArray(found)) return wrong(join(path, key), found, 'an object');
  return check(found as Fields, join(path, key));
}

function isTextList(value: unknown): value is string[] {
  return Array.isArray(value) && value.every((element) => typeof element === 'string');
}

function textList(fields: Fields, key: string, path: string): Verdict {
  if (isMissing(fields, key) || isTextList(fields[key])) return undefined;
  return textListProblem(fields[key], join(path, key));
}

function textListProblem(value: unknown, path: string): string {
  if (!Array.isArray(value)) return wrong(path, value, 'a list');
  const at = value.findIndex((element) => typeof element !== 'string');
  return wrong(`${path}[${at}]`, value[at], 'a string');
}

function mapOf(fits: (value: unknown) => boolean, problem: (value: unknown, path: string) => string) {
  return (found: Fields, path: string): Verdict => {
    for (const name of Object.keys(found)) {
      if (!fits(found[name])) return problem(found[name], `${path}["${shortened(name)}"]`);
    }
    return undefined;
  };
}

const mapOfTexts = mapOf(
  (value) => typeof value === 'string',
  (value, path) => wrong(path, value, 'a string'),
);
const mapOfTextLists = mapOf(isTextList, textListProblem);

function user(fields: Fields, key: string): Verdict {
  return inner(
    fields,
    key,
    (found, path) =>
      texts(found, USER_TEXTS, path) ?? textList(found, 'groups', path) ?? inner(found, 'extra', mapOfTextLists, path),
  );
}

function status(found: Fields, path: string): Verdict {
  const problem = texts(found, STATUS_TEXTS, path);
  if (problem || isMissing(found, 'code')) return problem;
  const { code } = found;
  return typeof code === 'number' && (code | 0) === code
    ? undefined
    : wrong(join(path, 'code'), code, 'a 32-bit integer');
}

function body(fields: Fields, key: string): Verdict {
  isMissing(fields, key);
  return undefined;
}

function times(fields: Fields): Verdict {
  for (const key of TIMES) {
    if (isMissing(fields, key)) continue;
    const text = fields[key];
    if (typeof text !== 'string') return wrong(key, text, 'an RFC 3339 time');
    if (isCanonicalTime(text)) continue;
    if (parseMicros(text) === undefined) return `${key} is not an RFC 3339 time`;
    if (text < EARLIEST_DATE || text >= LATEST_DATE) delete fields[key];
  }
  return undefined;
}

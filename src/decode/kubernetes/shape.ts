import { parseMicros } from '../../event/time.ts';

/**
 * The types of the fields of `audit.k8s.io/v1` Event. A checker gives the first thing that is wrong with a value, or
 * `undefined`; as in Go, `null` is a missing value and fields that are not known are left alone.
 */
type Check = (value: unknown, path: string) => string | undefined;

function typeName(value: unknown): string {
  if (Array.isArray(value)) return 'a list';
  return typeof value === 'object' ? 'an object' : `a ${typeof value}`;
}

function wrong(path: string, value: unknown, expected: string): string {
  return `${path} is ${typeName(value)}, expected ${expected}`;
}

const text: Check = (value, path) => (typeof value === 'string' ? undefined : wrong(path, value, 'a string'));

const anything: Check = () => undefined;

const int32: Check = (value, path) =>
  typeof value === 'number' && (value | 0) === value ? undefined : wrong(path, value, 'a 32-bit integer');

/** Years that the store's times can hold; Go's zero time is year 1. */
const time: Check = (value, path) => {
  if (typeof value !== 'string') return wrong(path, value, 'an RFC 3339 time');
  return parseMicros(value) === undefined ? `${path} is not an RFC 3339 time` : undefined;
};

function list(element: Check): Check {
  return (value, path) => {
    if (!Array.isArray(value)) return wrong(path, value, 'a list');
    for (let i = 0; i < value.length; i++) {
      const problem = element(value[i], `${path}[${i}]`);
      if (problem) return problem;
    }
    return undefined;
  };
}

function mapOf(element: Check): Check {
  return (value, path) => {
    if (typeof value !== 'object' || Array.isArray(value)) return wrong(path, value, 'an object');
    for (const key of Object.keys(value as object)) {
      const inner = (value as Record<string, unknown>)[key];
      const problem = element(inner, `${path}["${key}"]`);
      if (problem) return problem;
    }
    return undefined;
  };
}

function struct(fields: Readonly<Record<string, Check>>): Check {
  const checks = new Map(Object.entries(fields));
  return (value, path) => {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return wrong(path, value, 'an object');
    const object = value as Record<string, unknown>;
    for (const key of Object.keys(object)) {
      const check = checks.get(key);
      if (!check) continue;
      if (object[key] === null) {
        delete object[key];
        continue;
      }
      const problem = check(object[key], path === '' ? key : `${path}.${key}`);
      if (problem) return problem;
    }
    return undefined;
  };
}

const userInfo = struct({ username: text, uid: text, groups: list(text), extra: mapOf(list(text)) });

/** Removes `null` fields from the event in place and gives the first field that has the wrong type. */
export const checkEvent: Check = struct({
  kind: text,
  apiVersion: text,
  level: text,
  auditID: text,
  stage: text,
  requestURI: text,
  verb: text,
  user: userInfo,
  impersonatedUser: userInfo,
  authenticationMetadata: struct({ impersonationConstraint: text }),
  sourceIPs: list(text),
  userAgent: text,
  objectRef: struct({
    resource: text,
    namespace: text,
    name: text,
    uid: text,
    apiGroup: text,
    apiVersion: text,
    resourceVersion: text,
    subresource: text,
  }),
  responseStatus: struct({ status: text, message: text, reason: text, details: anything, code: int32 }),
  requestObject: anything,
  responseObject: anything,
  requestReceivedTimestamp: time,
  stageTimestamp: time,
  timestamp: time,
  annotations: mapOf(text),
});

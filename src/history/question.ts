import { READING_VERBS, WAYS_IN } from './acts.ts';
import type { ObjectName } from './deleted-with.ts';

/** Which events of an object are asked for. */
export interface Asked {
  /** `''` is the group without a name; any where missing. */
  readonly apiGroup?: string | undefined;
  readonly reads: boolean;
  readonly status: boolean;
}

/** Kinds that are a namespace: OpenShift has a name of its own for them. */
const NAMESPACES: readonly string[] = ['namespaces', 'projects'];
/** What Kubernetes appends to the name of an object that asked for one of its own. */
const GENERATED = /-?[a-z0-9]{5}$/;
/** Ways in stay open: their beginning tells as long as their end is not there. */
const OPEN = ['exec', 'attach', 'portforward'];

/**
 * The query, in the query language, for all that was done to an object, and for the deletions of several that it may have
 * been among. `quote` writes a literal of the language.
 */
export function historyQuery(object: ObjectName, asked: Asked, quote: (text: string) => string): string {
  const { namespace, resource, name } = object;
  const kind = [`objectRef.resource: ${quote(resource)}`, ...groupCondition(asked.apiGroup, quote)];
  const place = namespaceCondition(object, quote);
  const own = [...kind, `objectRef.name: ${quote(name)}`, ...place, ...leftOut(asked)];
  const cases = [own, [...kind, ...place, 'verb: deletecollection']];
  if (GENERATED.test(name)) {
    cases.push([
      ...kind,
      ...place,
      'verb: create',
      'not objectRef.name: *',
      `responseObject.metadata.name: ${quote(name)}`,
    ]);
  }
  if (namespace !== '' && !NAMESPACES.includes(resource)) {
    cases.push([`objectRef.resource: ${among(NAMESPACES)}`, `objectRef.name: ${quote(namespace)}`, 'verb: delete']);
  }
  return `${STAGES} and (${cases.map((one) => `(${one.join(' and ')})`).join(' or ')})`;
}

const STAGES = `not stage: RequestReceived and (not stage: ResponseStarted or objectRef.subresource: ${among(OPEN)})`;

function groupCondition(apiGroup: string | undefined, quote: (text: string) => string): readonly string[] {
  if (apiGroup === undefined) return [];
  return [apiGroup === '' ? 'not objectRef.apiGroup: *' : `objectRef.apiGroup: ${quote(apiGroup)}`];
}

/** kube-apiserver notes a namespace as being in itself. */
function namespaceCondition({ namespace, resource }: ObjectName, quote: (text: string) => string): readonly string[] {
  if (NAMESPACES.includes(resource)) return [];
  return [namespace === '' ? 'not objectRef.namespace: *' : `objectRef.namespace: ${quote(namespace)}`];
}

function leftOut({ reads, status }: Asked): readonly string[] {
  return [
    ...(reads ? [] : [`not (verb: ${among(READING_VERBS)} and not objectRef.subresource: ${among(WAYS_IN)})`]),
    ...(status ? [] : ['not objectRef.subresource: status']),
  ];
}

function among(words: readonly string[]): string {
  return `(${words.join(' or ')})`;
}

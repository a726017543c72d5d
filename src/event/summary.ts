import { OPENSHIFT_LOGIN_DECISION, type Outcome } from './derive.ts';
import type { AuditEvent, ObjectReference } from './event.ts';

const PAST = new Map(
  Object.entries({
    get: 'read',
    list: 'listed',
    watch: 'watched',
    create: 'created',
    update: 'updated',
    patch: 'patched',
    delete: 'deleted',
    deletecollection: 'deleted all',
    post: 'posted to',
    put: 'put to',
    head: 'probed',
    options: 'asked for the options of',
    login: 'logged in to',
    logout: 'logged out of',
    connect: 'connected to',
    proxy: 'proxied to',
    search: 'searched',
    count: 'counted',
    start: 'started',
    stop: 'stopped',
    ping: 'pinged',
  }),
);

/** Verbs that act on a whole kind rather than on one object. */
const PLURAL: ReadonlySet<string> = new Set(['list', 'watch', 'deletecollection', 'search', 'count']);

/** Kinds whose plural does not lose its ending: they are plural in one, or never. */
const UNCOUNTED = /(endpoints|securitycontextconstraints|ss|us|is)$/;

function singular(resource: string): string {
  if (UNCOUNTED.test(resource)) return resource;
  if (resource.endsWith('ies')) return `${resource.slice(0, -3)}y`;
  if (/(sses|ches|shes|xes)$/.test(resource)) return resource.slice(0, -2);
  return resource.endsWith('s') ? resource.slice(0, -1) : resource;
}

/** Parts of a pod that are a way in, whatever verb the client's protocol makes of opening one. */
const WAYS_IN: ReadonlySet<string> = new Set(['exec', 'attach', 'portforward']);

/** What is done to an object by a word of its own, as Docker's API has it: `POST /containers/web/kill` creates `containers/kill`. */
const OWN_WORDS = new Map(
  Object.entries({
    start: 'started',
    stop: 'stopped',
    restart: 'restarted',
    kill: 'killed',
    pause: 'paused',
    unpause: 'resumed',
    rename: 'renamed',
    connect: 'connected a container to',
    disconnect: 'disconnected a container from',
    push: 'pushed',
    tag: 'tagged',
    load: 'loaded',
    commit: 'committed',
    build: 'built',
    enable: 'enabled',
    disable: 'disabled',
    join: 'joined',
    leave: 'left',
    unlock: 'unlocked',
  }),
);

function objectPhrase(ref: ObjectReference, verb: string): string {
  const part = ref.subresource ? `${ref.subresource} of ` : '';
  if (!ref.name) {
    const kind = PLURAL.has(verb) ? (ref.resource ?? '') : `a ${singular(ref.resource ?? '')}`;
    return `${part}${kind}${ref.namespace ? ` in ${ref.namespace}` : ''}`;
  }
  const place = ref.namespace && ref.resource !== 'namespaces' ? `${ref.namespace}/` : '';
  return `${part}${singular(ref.resource ?? '')} ${place}${ref.name}`;
}

/** What was asked of Verbatim itself, by the annotation under which it records that. */
export const OWN_QUERY = 'verbatim/query';
/** Characters of a query that a sentence repeats; the annotation has all of them. */
const MAX_QUOTED_QUERY = 200;

/** Characters of a message that stands for a sentence. */
const MAX_QUOTED_MESSAGE = 300;

/** What a record says that tells of no deed: the text that a program logged. */
function messageOf({ verb, message }: AuditEvent): string | undefined {
  if (verb || typeof message !== 'string') return undefined;
  return message.length > MAX_QUOTED_MESSAGE ? `${message.slice(0, MAX_QUOTED_MESSAGE)}…` : message;
}

function queryPhrase(query: string | undefined): string {
  if (!query) return '';
  return `: ${query.length > MAX_QUOTED_QUERY ? `${query.slice(0, MAX_QUOTED_QUERY)}…` : query}`;
}

/** What was done to what: `deleted secret prod/db-password`. */
function deed({ verb = '', user, objectRef, requestURI, annotations }: AuditEvent): string {
  if (annotations?.[OPENSHIFT_LOGIN_DECISION]) return `${PAST.get('login')} ${requestURI || 'something'}`;
  const { subresource = '', ...whole } = objectRef ?? {};
  if (verb === 'login' && whole.name && whole.name === user?.username) return 'logged in';
  if (whole.resource && WAYS_IN.has(subresource)) return `opened ${subresource} in ${objectPhrase(whole, verb)}`;
  const ownWord = verb === 'create' ? OWN_WORDS.get(subresource) : undefined;
  if (whole.resource && ownWord) return `${ownWord} ${objectPhrase(whole, verb)}`;
  const done = PAST.get(verb) ?? (verb ? `did ${verb} on` : 'did something to');
  const object = objectRef?.resource ? objectPhrase(objectRef, verb) : requestURI || 'something';
  return `${done} ${object}${queryPhrase(annotations?.[OWN_QUERY])}`;
}

/** The program in a user agent: `kubectl/v1.31.0 (linux/amd64)` → `kubectl`. */
export function programOf(userAgent: string): string {
  return userAgent.split(/[/ ]/, 1)[0] ?? '';
}

/**
 * What happened, as one sentence: `alice deleted secret prod/db-password (allowed) from 10.1.2.3 with kubectl`.
 * `actor` is who the event names, `person` who that is known as. It holds text that a client chose; whoever prints it escapes what a terminal or a page would obey.
 */
export function summaryOf(event: AuditEvent, actor: string, outcome: Outcome, person = actor): string {
  const message = messageOf(event);
  if (message) return message;
  const words = [person || 'someone'];
  const behind = event.user?.username;
  if (behind && behind !== actor && event.impersonatedUser?.username === actor)
    words.push(`(impersonated by ${behind})`);
  words.push(deed(event), `(${outcome})`);
  const address = event.sourceIPs?.[0];
  if (address) words.push(`from ${address}`);
  if (event.userAgent) words.push(`with ${programOf(event.userAgent)}`);
  return words.join(' ');
}

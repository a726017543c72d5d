import type { AuditEvent } from '../../event/event.ts';
import { goValue } from '../../event/go-json.ts';

/** Who did something to Verbatim. */
export interface Actor {
  /** Never used for another. */
  readonly id: string;
  readonly name: string;
  readonly role: string;
}

/** One stage of what somebody did to Verbatim. Times are RFC 3339 with microseconds. */
export interface Deed {
  readonly auditID: string;
  readonly stage: 'RequestReceived' | 'ResponseStarted' | 'ResponseComplete';
  readonly verb: string;
  readonly actor: Actor | undefined;
  readonly receivedAt: string;
  readonly stageAt: string;
  readonly resource?: string | undefined;
  readonly name?: string | undefined;
  readonly requestURI?: string | undefined;
  readonly sourceIPs?: readonly string[];
  readonly userAgent?: string | undefined;
  readonly code?: number | undefined;
  readonly body?: unknown;
  /** Without the prefix; what is `undefined` is left out. */
  readonly notes?: Readonly<Record<string, string | number | undefined>>;
}

const API_GROUP = 'verbatim';
/** Names of Verbatim's own are told from people's by this. */
const PREFIX = 'verbatim:';

/** The bytes of an event in the layout of kube-apiserver, without anything that looks like a token. */
export function writeOwnEvent(deed: Deed): Buffer {
  return Buffer.from(goValue(ownEvent(deed)).replace(TOKEN, '$1…'));
}

/**
 * Tokens belong into headers, but not all who send them know; a query or a path may hold one. Anything may stand before it:
 * in an address `%3A` or `%20` does, whose last character is a letter or a digit.
 */
const TOKEN = /(vb[a-z]_)[\w-]{20,}/g;

/** In the order in which kube-apiserver writes them. */
function ownEvent(deed: Deed): AuditEvent {
  const { auditID, stage, verb, resource, name, sourceIPs = [], userAgent, code, body } = deed;
  return {
    kind: 'Event',
    apiVersion: 'audit.k8s.io/v1',
    level: body === undefined ? 'Metadata' : 'Request',
    auditID,
    stage,
    requestURI: deed.requestURI ?? '',
    verb,
    user: userOf(deed.actor),
    ...(sourceIPs.length > 0 ? { sourceIPs: [...sourceIPs] } : {}),
    ...(userAgent ? { userAgent } : {}),
    ...(resource ? { objectRef: { resource, ...(name ? { name } : {}), apiGroup: API_GROUP } } : {}),
    ...(code === undefined ? {} : { responseStatus: { metadata: {}, code } }),
    ...(body === undefined ? {} : { requestObject: body }),
    requestReceivedTimestamp: deed.receivedAt,
    stageTimestamp: deed.stageAt,
    ...annotations(deed.notes ?? {}),
  };
}

/** As kube-apiserver calls those who have no valid credential. */
const ANONYMOUS = { username: 'system:anonymous', groups: ['system:unauthenticated'] };

function userOf(actor: Actor | undefined): NonNullable<AuditEvent['user']> {
  if (!actor) return ANONYMOUS;
  const { id, name, role } = actor;
  return { username: name, uid: id, groups: [`${PREFIX}${role}`] };
}

/** Go writes the keys of a map in order. */
function annotations(notes: NonNullable<Deed['notes']>): { annotations?: Record<string, string> } {
  const entries = Object.entries(notes).flatMap(([key, value]): [string, string][] =>
    value === undefined || value === '' ? [] : [[`${API_GROUP}/${key}`, String(value)]],
  );
  if (entries.length === 0) return {};
  return { annotations: Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1))) };
}

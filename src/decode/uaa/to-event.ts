import type { AuditEvent, ObjectReference, UserInfo } from '../../event/event.ts';
import { annotator, logEvent, present } from '../log-event.ts';
import { isSaid, type Origin, readOrigin } from './origin.ts';
import type { UaaLine, Value } from './read-line.ts';
import { type Role, UAA_TYPES } from './types.ts';

export const UAA_PREFIX = 'uaa.cloudfoundry.org';
const NAMED = 'username=';

const annotationsOf = annotator(
  UAA_PREFIX,
  'event',
  'data',
  'principal',
  'origin',
  'client',
  'zone',
  'authentication-type',
  'trace',
  'truncated',
);

/** The event that a line is. Only what the line has whole becomes a field; what is cut off stands in the annotations. */
export function uaaEvent(line: UaaLine): AuditEvent {
  const { type } = line;
  const known = type.isWhole ? UAA_TYPES.get(type.text) : undefined;
  const origin = readOrigin(line.origin);
  const user = userOf(line, origin, known?.role ?? 'change');
  const event = logEvent(line.time);
  if (known) {
    event.verb = known.verb;
    event.objectRef = objectOf(line, known, user);
    event.responseStatus = { code: known.code };
  } else if (type.isWhole) {
    // A type that is not known has no code, and its name is the verb.
    event.verb = type.text;
  }
  if (user) event.user = user;
  if (origin.address) event.sourceIPs = [origin.address];
  event.annotations = annotationsOf({
    event: type.text,
    data: line.data.text,
    principal: line.principal.text,
    origin: line.origin.text,
    client: origin.client,
    zone: line.zone.text,
    'authentication-type': line.authenticationType.text,
    trace: line.trace,
    truncated: line.isCut ? 'true' : undefined,
  });
  return event;
}

/** Who acted: by the line, and never whom the deed is about. */
function userOf(line: UaaLine, { user, client }: Origin, role: Role): UserInfo | undefined {
  const principal = said(line.principal);
  switch (role) {
    case 'user-login':
      return present({ username: said(line.data) ?? user ?? principal, uid: principal });
    case 'client-login':
      return present({ username: principal ?? client, uid: principal });
    case 'own':
      return present({ username: user ?? client ?? principal, uid: principal });
    case 'change':
      return present({ username: user ?? client });
  }
}

function objectOf(
  line: UaaLine,
  { role, resource, subresource }: { role: Role; resource: string; subresource?: string },
  user: UserInfo | undefined,
): ObjectReference {
  const principal = said(line.principal);
  const object: ObjectReference = { resource, apiGroup: UAA_PREFIX };
  if (subresource) object.subresource = subresource;
  if (role === 'user-login' || role === 'client-login') {
    if (user?.username) object.name = user.username;
  } else if (role === 'change') {
    const name = nameIn(line.data) ?? principal;
    if (name) object.name = name;
  }
  if (role !== 'own' && principal && principal !== object.name) object.uid = principal;
  return object;
}

/** The name of a user or group in the data, beside the id that is the principal: `["user_id=1","username=ann"]`, `{"group_name":"ops"}`. */
function nameIn({ text, isWhole }: Value): string | undefined {
  if (!isWhole || !/^[[{]/.test(text)) return undefined;
  const data = parsed(text);
  if (Array.isArray(data)) {
    const named = data.find((element) => typeof element === 'string' && element.startsWith(NAMED));
    return named?.slice(NAMED.length) || undefined;
  }
  const name = (data as { group_name?: unknown } | undefined)?.group_name;
  return typeof name === 'string' && name !== '' ? name : undefined;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // Names are put into the list as they are, so it may be none.
    return undefined;
  }
}

function said({ text, isWhole }: Value): string | undefined {
  return isWhole && isSaid(text) ? text : undefined;
}

import { byteAt, CLOSE_BRACE, COMMA, isDigit, ZERO } from './chars';
import { Literal } from './literal';
import { filledEnd, mapEnd, stringsEnd } from './text';

/** The objects in an event whose members are known. Each function is given where the first member begins. */

const USERNAME = new Literal('"username":');
const UID = new Literal('"uid":');
const GROUPS = new Literal('"groups":');
const EXTRA = new Literal('"extra":');

/** Where the members begin of the object that is being read. */
let start: usize = 0;

/** Where a member may begin: at once, or behind a comma; 0 if none can. */
function next(at: usize): usize {
  if (at === 0 || at === start) return at;
  return byteAt(at) === COMMA ? at + 1 : 0;
}

/** Where a string member has ended; where it was, if there is none; 0 if it is not as it should be. */
function filledMember(at: usize, key: Literal): usize {
  const member = next(at);
  return member !== 0 && key.standsAt(member) ? filledEnd(member + key.length) : at;
}

export function userEnd(at: usize): usize {
  start = at;
  at = filledMember(filledMember(at, USERNAME), UID);
  let member = next(at);
  if (member !== 0 && GROUPS.standsAt(member)) at = stringsEnd(member + GROUPS.length);
  member = next(at);
  if (member !== 0 && EXTRA.standsAt(member)) at = mapEnd(member + EXTRA.length, true);
  return at !== 0 && byteAt(at) === CLOSE_BRACE ? at + 1 : 0;
}

const RESOURCE = new Literal('"resource":');
const NAMESPACE = new Literal('"namespace":');
const NAME = new Literal('"name":');
const API_GROUP = new Literal('"apiGroup":');
const API_VERSION = new Literal('"apiVersion":');
const RESOURCE_VERSION = new Literal('"resourceVersion":');
const SUBRESOURCE = new Literal('"subresource":');

/** An empty one is for others to read. */
export function objectRefEnd(at: usize): usize {
  start = at;
  at = filledMember(filledMember(at, RESOURCE), NAMESPACE);
  at = filledMember(filledMember(at, NAME), UID);
  at = filledMember(filledMember(at, API_GROUP), API_VERSION);
  at = filledMember(filledMember(at, RESOURCE_VERSION), SUBRESOURCE);
  return at > start && byteAt(at) === CLOSE_BRACE ? at + 1 : 0;
}

const STATUS = new Literal(',"status":');
const MESSAGE = new Literal(',"message":');
const REASON = new Literal(',"reason":');
const DETAILS = new Literal(',"details":{');
const CODE = new Literal(',"code":');
const GROUP = new Literal('"group":');
const KIND = new Literal('"kind":');
const MOST_DIGITS: usize = 9;

/** Is given where the first member behind the metadata begins. One that says nothing is for others to read. */
export function statusEnd(at: usize): usize {
  const first = at;
  at = optional(optional(optional(at, STATUS), MESSAGE), REASON);
  if (at === 0) return 0;
  if (DETAILS.standsAt(at)) at = detailsEnd(at + DETAILS.length);
  if (at === 0) return 0;
  if (CODE.standsAt(at)) at = codeEnd(at + CODE.length);
  return at > first && byteAt(at) === CLOSE_BRACE ? at + 1 : 0;
}

function optional(at: usize, key: Literal): usize {
  return at !== 0 && key.standsAt(at) ? filledEnd(at + key.length) : at;
}

/** Of what kind and name something was not found, or was forbidden. With causes, or with nothing, it is for others to read. */
function detailsEnd(at: usize): usize {
  start = at;
  at = filledMember(filledMember(at, NAME), GROUP);
  at = filledMember(filledMember(at, KIND), UID);
  return at > start && byteAt(at) === CLOSE_BRACE ? at + 1 : 0;
}

function codeEnd(at: usize): usize {
  const digits = at;
  if (byteAt(at) === ZERO) return 0;
  while (isDigit(byteAt(at))) at++;
  return at > digits && at - digits <= MOST_DIGITS ? at : 0;
}

import { bodyEnd } from './body';
import { byteAt, CLOSE_BRACE } from './chars';
import { Literal } from './literal';
import { objectRefEnd, statusEnd, userEnd } from './members';
import { filledEnd, mapEnd, stringEnd, stringsEnd } from './text';
import { uuidEnd } from './uuid';
import { timeEnd } from './when';

const EVENT = new Literal('{"kind":"Event","apiVersion":');
const ITEM = new Literal('{"level":');
const LEVEL = new Literal(',"level":');
const AUDIT_ID = new Literal(',"auditID":"');
const STAGE = new Literal('","stage":');
const REQUEST_URI = new Literal(',"requestURI":');
const VERB = new Literal(',"verb":');
const USER = new Literal(',"user":{');
const IMPERSONATED_USER = new Literal(',"impersonatedUser":{');
const SOURCE_IPS = new Literal(',"sourceIPs":');
const USER_AGENT = new Literal(',"userAgent":');
const OBJECT_REF = new Literal(',"objectRef":{');
const RESPONSE_STATUS = new Literal(',"responseStatus":{"metadata":{}');
const REQUEST_OBJECT = new Literal(',"requestObject":');
const RESPONSE_OBJECT = new Literal(',"responseObject":');
const RECEIVED = new Literal(',"requestReceivedTimestamp":"');
const REACHED = new Literal(',"stageTimestamp":"');
const ANNOTATIONS = new Literal(',"annotations":');

/** Where the text begins that is looked through; what stands before it is the module's own. */
export const TEXT: usize = 65_536;

/**
 * Where the event ends that begins at `at`, if it is what kube-apiserver writes byte for byte and its bodies are not nested
 * more deeply than that; else 0. What is taken here is canonical, but not all that is canonical is taken. The text is UTF-8,
 * and a zero byte follows it.
 */
export function eventEnd(at: usize, mostLevels: i32): usize {
  return tailEnd(bodiesEnd(whatEnd(whoEnd(headEnd(at))), mostLevels));
}

/** Up to the verb. */
function headEnd(at: usize): usize {
  if (ITEM.standsAt(at)) {
    at += ITEM.length;
  } else {
    if (!EVENT.standsAt(at)) return 0;
    at = stringEnd(at + EVENT.length);
    if (at === 0 || !LEVEL.standsAt(at)) return 0;
    at += LEVEL.length;
  }
  at = stringEnd(at);
  if (at === 0 || !AUDIT_ID.standsAt(at)) return 0;
  at = uuidEnd(at + AUDIT_ID.length);
  if (at === 0 || !STAGE.standsAt(at)) return 0;
  at = stringEnd(at + STAGE.length);
  if (at === 0 || !REQUEST_URI.standsAt(at)) return 0;
  at = stringEnd(at + REQUEST_URI.length);
  return at !== 0 && VERB.standsAt(at) ? stringEnd(at + VERB.length) : 0;
}

function whoEnd(at: usize): usize {
  if (at === 0 || !USER.standsAt(at)) return 0;
  at = userEnd(at + USER.length);
  if (at !== 0 && IMPERSONATED_USER.standsAt(at)) {
    const members = at + IMPERSONATED_USER.length;
    at = byteAt(members) === CLOSE_BRACE ? 0 : userEnd(members);
  }
  if (at !== 0 && SOURCE_IPS.standsAt(at)) at = stringsEnd(at + SOURCE_IPS.length);
  if (at !== 0 && USER_AGENT.standsAt(at)) at = filledEnd(at + USER_AGENT.length);
  return at;
}

function whatEnd(at: usize): usize {
  if (at !== 0 && OBJECT_REF.standsAt(at)) at = objectRefEnd(at + OBJECT_REF.length);
  if (at !== 0 && RESPONSE_STATUS.standsAt(at)) at = statusEnd(at + RESPONSE_STATUS.length);
  return at;
}

function bodiesEnd(at: usize, mostLevels: i32): usize {
  if (at !== 0 && REQUEST_OBJECT.standsAt(at)) at = bodyEnd(at + REQUEST_OBJECT.length, mostLevels);
  if (at !== 0 && RESPONSE_OBJECT.standsAt(at)) at = bodyEnd(at + RESPONSE_OBJECT.length, mostLevels);
  return at;
}

function tailEnd(at: usize): usize {
  if (at !== 0 && RECEIVED.standsAt(at)) at = timeEnd(at + RECEIVED.length);
  if (at !== 0 && REACHED.standsAt(at)) at = timeEnd(at + REACHED.length);
  if (at !== 0 && ANNOTATIONS.standsAt(at)) at = mapEnd(at + ANNOTATIONS.length, false);
  return at !== 0 && byteAt(at) === CLOSE_BRACE ? at + 1 : 0;
}

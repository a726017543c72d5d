import type { AuditEvent } from '../event/event.ts';
import { writeExact } from '../event/exact-json.ts';
import type { Act } from './acts.ts';
import type { Difference } from './diff/diff.ts';
import { isList, type Json, textAt } from './diff/json.ts';
import { type Path, pathText } from './diff/path.ts';
import type { Effect } from './effect.ts';
import { parameterOf, parametersOf } from './parameters.ts';

/** Each act as what was done, and as what was tried. */
const WORDS: Readonly<Record<Act, readonly [done: string, tried: string]>> = {
  created: ['created it', 'create it'],
  changed: ['changed it', 'change it'],
  scaled: ['scaled it', 'scale it'],
  restarted: ['restarted it', 'restart it'],
  resized: ['resized it', 'resize it'],
  deleted: ['deleted it', 'delete it'],
  evicted: ['evicted it', 'evict it'],
  bound: ['bound it', 'bind it'],
  approved: ['approved it', 'approve it'],
  debugged: ['put a debugging container into it', 'put a debugging container into it'],
  entered: ['entered it', 'enter it'],
  'token-issued': ['had a token issued for it', 'have a token issued for it'],
  finalized: ['finalised it', 'finalise it'],
  status: ['reported its status', 'report its status'],
  read: ['read it', 'read it'],
  other: ['did something to it', 'do something to it'],
};

/** Characters of one value in a phrase; the differences have it whole. */
const MAX_VALUE = 80;

/** What was done, as words that follow a name. It holds text that a client chose; whoever shows it escapes what would be obeyed. */
export function phraseOf(act: Act, effect: Effect, event: AuditEvent, fields: readonly Difference[]): string {
  const [done, tried] = wordsOf(act, event);
  switch (effect) {
    case 'attempted':
      return `tried to ${tried}: ${reasonOf(event)}`;
    case 'dry-run':
      return `tried out what it would be to ${tried} (dry run)`;
    case 'unknown':
      return `asked to ${tried}; how that ended is not recorded`;
    default:
      return detailed(act, done, event, fields);
  }
}

function wordsOf(act: Act, { verb = '', objectRef }: AuditEvent): readonly [string, string] {
  if (act === 'other') {
    const what = shortened(objectRef?.subresource || verb || 'something');
    return [`did “${what}” on it`, `do “${what}” on it`];
  }
  if (act === 'read' && objectRef?.subresource)
    return [`read its ${objectRef.subresource}`, `read its ${objectRef.subresource}`];
  if (act !== 'entered') return WORDS[act];
  const part = objectRef?.subresource ?? '';
  return [`opened ${part} in it`, `open ${part} in it`];
}

function reasonOf({ responseStatus = {}, annotations }: AuditEvent): string {
  const { code, reason } = responseStatus;
  if (annotations?.['authorization.k8s.io/decision'] === 'forbid' || code === 401 || code === 403) return 'denied';
  return `failed${code ? ` with ${code}` : ''}${reason ? ` ${reason}` : ''}`;
}

function detailed(act: Act, done: string, event: AuditEvent, fields: readonly Difference[]): string {
  switch (act) {
    case 'scaled':
      return `${done}${fromTo(fields.find(({ path }) => pathText(path) === 'spec.replicas'))}`;
    case 'bound':
      return `${done}${fromTo(fields.find(({ path }) => pathText(path) === 'spec.nodeName'))}`;
    case 'entered':
      return `${done}${commandOf(event)}`;
    case 'approved':
      return isDenial(event) ? 'denied it' : done;
    case 'changed':
    case 'restarted':
      return changed(act, done, fields);
    default:
      return done;
  }
}

function changed(act: Act, done: string, fields: readonly Difference[]): string {
  if (act === 'restarted')
    return fields.length > 1 ? `${done}, and changed ${count(fields.length - 1, 'other field')}` : done;
  const images = fields.filter(({ path, after }) => path.at(-1) === 'image' && containerOf(path) && isPlain(after));
  if (images.length === 1) {
    const [one] = images as [Difference];
    const others = fields.length > 1 ? `, and ${count(fields.length - 1, 'other field')}` : '';
    return `changed the image of ${containerOf(one.path)} to ${shortened(one.after)}${others}`;
  }
  if (fields.length === 1) {
    const [one] = fields as [Difference];
    const where = shortened(pathText(one.path));
    if (one.op === 'removed') return `removed ${where}`;
    if (one.op === 'reordered') return `reordered ${where}`;
    const verb = one.op === 'added' ? 'added' : one.op === 'set' ? 'set' : 'changed';
    return isPlain(one.after) ? `${verb} ${where}${fromTo(one)}` : `${verb} ${where}`;
  }
  return fields.length === 0 ? done : `changed ${count(fields.length, 'field')}`;
}

function count(number: number, what: string): string {
  return `${number} ${what}${number === 1 ? '' : 's'}`;
}

/** The element of a list that a path leads into; `''` where it does not. */
function containerOf(path: Path): string {
  const element = path.findLast((segment) => typeof segment === 'object');
  return element === undefined ? '' : String(element.value);
}

function fromTo(one: Difference | undefined): string {
  if (!one || one.after === undefined) return '';
  const from = one.op === 'changed' ? ` from ${shortened(one.before)}` : '';
  return `${from} to ${shortened(one.after)}`;
}

function isPlain(value: Json | undefined): boolean {
  return value !== undefined && (typeof value !== 'object' || value === null);
}

function shortened(value: Json | undefined): string {
  const text = typeof value === 'string' ? value : (writeExact(value) ?? '');
  return text.length > MAX_VALUE ? `${text.slice(0, MAX_VALUE)}…` : text;
}

function commandOf(event: AuditEvent): string {
  const command = parametersOf(event, 'command').join(' ');
  const container = parameterOf(event, 'container');
  return `${container ? `, container ${container}` : ''}${command ? `: ${shortened(command)}` : ''}`;
}

/** Of a certificate signing request. */
function isDenial({ requestObject }: AuditEvent): boolean {
  const conditions = (requestObject as { status?: { conditions?: unknown } } | undefined)?.status?.conditions;
  return isList(conditions) && conditions.some((one) => textAt(one, 'type') === 'Denied');
}

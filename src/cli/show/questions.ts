import { actorOf, personIn } from '../../event/derive.ts';
import type { Item } from '../item.ts';
import { fieldText, itemTime, kindText, resourceText } from '../render/item.ts';
import { longTime, type Zone } from '../render/time.ts';

/** The seven questions that every event answers, in their order; unknown answers are `''`. */
export function sevenQuestions(item: Item, zone: Zone): readonly (readonly [question: string, answer: string])[] {
  const event = item.event;
  return [
    ['what happened', happened(item)],
    ['when', longTime(itemTime(item), zone)],
    ['who', who(item)],
    ['on what', onWhat(item)],
    ['where observed', observed(item)],
    ['from where', [event.sourceIPs?.join(', '), event.userAgent].filter(Boolean).join(' with ')],
    ['to where', event.requestURI ?? ''],
  ];
}

function happened(item: Item): string {
  const { responseStatus } = item.event;
  const detail = [responseStatus?.code, responseStatus?.reason, responseStatus?.message].filter(Boolean).join(' ');
  const what = [fieldText(item, 'verb'), kindText(item)].filter(Boolean).join(' ');
  return `${what || 'unknown'}: ${item.outcome}${detail ? ` (${detail})` : ''}`;
}

function who(item: Item): string {
  const { user, impersonatedUser } = item.event;
  const groups = (impersonatedUser ?? user)?.groups?.join(', ');
  const behind = user?.username && isSomeoneElse(item) ? `, authenticated as ${user.username}` : '';
  return `${item.actor || 'unknown'}${groups ? ` (${groups})` : ''}${behind}${writtenAs(item)}`;
}

/** The name in the event, where another one is known for it. Text that is not valid Unicode comes as something else. */
function writtenAs({ actor, event }: Item): string {
  const written = actorOf(event);
  return written && written !== actor && written.isWellFormed() ? `, written ${written}` : '';
}

/**
 * Whether the actor is who was impersonated or who logged in, rather than who authenticated. The event says so; the name of
 * the actor may be written otherwise than in it, where its text is not valid Unicode.
 */
function isSomeoneElse({ event: { user, impersonatedUser, annotations } }: Item): boolean {
  const named = impersonatedUser?.username || personIn(annotations);
  return Boolean(named) && named !== user?.username;
}

function onWhat(item: Item): string {
  const { objectRef } = item.event;
  const group = [objectRef?.apiGroup, objectRef?.apiVersion].filter(Boolean).join('/');
  return `${resourceText(item)}${group ? ` (${group})` : ''}`;
}

function observed({ cluster, platform, component, node, source }: Item): string {
  const parts = [`cluster ${cluster}`, platform, component, node && `node ${node}`, source && `by ${source}`];
  return parts.filter(Boolean).join(', ');
}

import { indentJson, membersOf } from '../render/json-text.ts';
import type { Stage } from './find-request.ts';

const BODIES = [
  ['requestObject', 'request body'],
  ['responseObject', 'response body'],
] as const;

/**
 * The bodies of a request, pretty-printed, each under its title. The last stage that has a body has the whole of it;
 * values are written as they were recorded, and not yet safe to show.
 */
export function bodySections(stages: readonly Stage[]): { title: string; lines: string[] }[] {
  return BODIES.flatMap(([key, title]) => {
    const json = stages.map((stage) => memberOfEvent(stage, key)).findLast((text) => text !== undefined);
    return json === undefined ? [] : [{ title, lines: indentJson(json).split('\n') }];
  });
}

/** A body as it is written in the event. */
function memberOfEvent({ item, json }: Stage, key: string): string | undefined {
  if (item.event[key] === undefined) return undefined;
  return membersOf(membersOf(json).get('event') ?? '{}').get(key);
}

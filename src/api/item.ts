import type { EventItem } from './contract.ts';

/** What an item is made of; its event is JSON text already. */
export type ItemParts = Omit<EventItem, 'event'> & { readonly eventJson: string };

/** One record as JSON on one line. The event goes in as it is, so that its numbers and escapes stay as they came. */
export function itemJson(parts: ItemParts): string {
  const { id, cluster, platform, component, node, source, receivedAt, actor, outcome, summary, quarantine } = parts;
  const head = { id, cluster, platform, component, node, source, receivedAt, actor, outcome, summary, quarantine };
  return `${JSON.stringify(head).slice(0, -1)},"event":${parts.eventJson}}`;
}

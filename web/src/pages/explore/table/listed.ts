import type { EventItem, EventsPage } from '../../../../../src/api/contract.ts';
import { parseExact } from '../../../../../src/event/exact-json.ts';

/**
 * An event of the list, which is read when it is drawn. Ten thousand events that were all read are a million objects, and the browser
 * stands still to look through them while somebody scrolls.
 */
export interface Listed {
  readonly id: string;
  readonly read: () => EventItem;
}

export interface ListedPage extends Omit<EventsPage, 'items'> {
  readonly items: readonly Listed[];
}

export function listed(item: EventItem): Listed {
  return { id: item.id, read: () => item };
}

const HEAD = '{"items":[';
const ID = /^\{"id":"([^"\\]+)"/;

/** Reads the answer of `/api/v1/events`, in which each item has a line of its own. Written otherwise, it is read as a whole. */
export function readListedPage(text: string): ListedPage {
  const lines = text.split('\n');
  const [head, tail] = [lines[0], lines.at(-1)];
  if (head !== HEAD || !tail?.startsWith(']')) return readWhole(text);
  const rest = JSON.parse(`${HEAD}${tail}`) as EventsPage;
  return { ...rest, items: lines.slice(1, -1).map(readLine) };
}

function readLine(line: string): Listed {
  const text = line.endsWith(',') ? line.slice(0, -1) : line;
  const read = () => parseExact(text) as EventItem;
  const id = ID.exec(text)?.[1];
  return id === undefined ? listed(read()) : { id, read };
}

function readWhole(text: string): ListedPage {
  const page = parseExact(text) as EventsPage;
  return { ...page, items: page.items.map(listed) };
}

import type { Item } from '../item.ts';
import { agentText, fieldText, fromText, itemTime, resourceText } from './item.ts';
import type { Column } from './layout.ts';
import { outcomeStyle } from './paint.ts';
import type { Cell } from './table.ts';
import { longTime, shortTime, type Zone } from './time.ts';

export interface EventColumn extends Column {
  readonly cell: (item: Item, zone: Zone) => Cell;
}

/** What `show` takes, so it is not cut: the ids of a server and of a file fit. */
const ID: EventColumn = { title: 'ID', min: 21, max: 24, cell: ({ id }) => id };

/**
 * The columns of `-o table`: one event on one line of 80 columns, which the least widths and the gaps of those that are
 * not spare add up to.
 */
export const NARROW: readonly EventColumn[] = [
  { title: 'TIME', min: 20, max: 25, cell: (item, zone) => shortTime(itemTime(item), zone) },
  { title: 'ACTOR', min: 8, max: 40, cell: (item) => item.actor },
  { title: 'VERB', min: 4, max: 16, cell: (item) => fieldText(item, 'verb') },
  { title: 'RESOURCE', min: 10, max: 60, cell: resourceText },
  { title: 'OUTCOME', min: 7, max: 7, cell: outcomeCell },
  { title: 'CODE', min: 4, max: 4, align: 'right', spare: 2, cell: (item) => fieldText(item, 'responseStatus.code') },
  { title: 'FROM', min: 7, max: 39, spare: 1, cell: fromText },
  { title: 'AGENT', min: 6, max: 30, spare: 3, cell: agentText },
  ID,
];

/** What `-o wide` and `-o csv` show, by the names of the field table, and the bound of each column of `wide`. */
const WIDE_FIELDS: readonly (readonly [name: string, max: number])[] = [
  ['time', 32],
  ['cluster', 30],
  ['platform', 12],
  ['component', 24],
  ['node', 30],
  ['actor', 50],
  ['user.username', 50],
  ['user.groups', 60],
  ['verb', 16],
  ['objectRef.resource', 40],
  ['objectRef.subresource', 16],
  ['objectRef.namespace', 40],
  ['objectRef.name', 60],
  ['outcome', 7],
  ['responseStatus.code', 4],
  ['responseStatus.reason', 20],
  ['sourceIPs', 48],
  ['userAgent', 60],
  ['requestURI', 80],
  ['stage', 16],
  ['level', 15],
  ['auditID', 36],
  ['quarantine', 20],
];

/** Columns whose usual title is shorter than the last part of the field's name. */
const TITLES: Readonly<Record<string, string>> = {
  'user.username': 'USER',
  'responseStatus.code': 'CODE',
  sourceIPs: 'FROM',
  userAgent: 'AGENT',
  requestURI: 'URI',
};

export const WIDE: readonly EventColumn[] = [...WIDE_FIELDS.map(wideColumn), ID];

function wideColumn([name, max]: (typeof WIDE_FIELDS)[number]): EventColumn {
  const title = TITLES[name] ?? (name.split('.').at(-1) as string).toUpperCase();
  return { title, min: 4, max, cell: (item, zone) => wideCell(item, name, zone) };
}

function wideCell(item: Item, name: string, zone: Zone): Cell {
  if (name === 'time') return longTime(itemTime(item), zone);
  return name === 'outcome' ? outcomeCell(item) : fieldText(item, name);
}

function outcomeCell(item: Item): Cell {
  return { text: item.outcome, style: outcomeStyle(item.outcome) };
}

/** The names in the first line of a CSV file. */
export const CSV_HEADER: readonly string[] = [...WIDE_FIELDS.map(([name]) => name), 'id'];

/** The cells of one event under `CSV_HEADER`, as recorded. */
export function csvCells(item: Item): string[] {
  return CSV_HEADER.map((name) => (name === 'id' ? item.id : fieldText(item, name)));
}

import { cutNames } from '../../../../src/query/name-list.ts';
import type { TimeRange } from '../../ui/time-range/range.ts';

/** A column of the table; without a width it has one by its field. */
export interface Column {
  readonly name: string;
  /** In CSS pixels. */
  readonly width?: number | undefined;
}

/** All that a link to the page shows again. */
export interface ExploreState extends TimeRange {
  readonly query: string;
  /** Clusters, separated by commas; all where empty. */
  readonly cluster: string;
  readonly columns: readonly Column[];
  /** The field by which the bars are divided; `''` for none. */
  readonly stack: string;
  /** The facets that are open. */
  readonly facets: readonly string[];
  readonly live: boolean;
  /** The list begins here, and goes on to both sides. */
  readonly at: string | undefined;
  /** The record that is looked at. */
  readonly open: string | undefined;
}

type Search = Readonly<Record<string, string | undefined>>;

export const DEFAULT_STACK = 'outcome';
export const DEFAULT_FACETS: readonly string[] = [
  'outcome',
  'actor',
  'verb',
  'objectRef.resource',
  'objectRef.namespace',
];
export const DEFAULT_COLUMNS: readonly Column[] = [
  ...['time', 'outcome', 'actor', 'verb', 'objectRef.resource', 'objectRef.namespace', 'objectRef.name', 'sourceIPs'],
].map((name) => ({ name }));

/** More columns than fit on any screen, and fewer than would make a row slow. */
export const MAX_COLUMNS = 40;
/** What the server counts in one question. */
export const MAX_OPEN_FACETS = 20;
const LEAST_WIDTH = 40;
const MOST_WIDTH = 1_200;
/** In the place of an empty list, which an address leaves out. */
const NONE = 'none';

export function readState(search: Search): ExploreState {
  return {
    query: search.query ?? '',
    from: search.from || undefined,
    to: search.to || undefined,
    cluster: search.cluster ?? '',
    columns: search.columns ? namesIn(search.columns).slice(0, MAX_COLUMNS).map(readColumn) : DEFAULT_COLUMNS,
    stack: search.stack === NONE ? '' : (search.stack ?? DEFAULT_STACK),
    facets:
      search.facets === NONE ? [] : search.facets ? namesIn(search.facets).slice(0, MAX_OPEN_FACETS) : DEFAULT_FACETS,
    live: search.live === 'true',
    at: search.at || undefined,
    open: search.open || undefined,
  };
}

/** What is as it is by default is left out, so that addresses stay short. */
export function writeState(state: ExploreState): Record<string, string> {
  const { query, from = '', to = '', cluster, at = '', open = '', live } = state;
  const columns = state.columns.map(writeColumn).join(',');
  const facets = state.facets.join(',');
  const given = {
    query,
    from,
    to,
    cluster,
    columns: columns === DEFAULT_COLUMNS.map(writeColumn).join(',') ? '' : columns,
    stack: state.stack === DEFAULT_STACK ? '' : state.stack || NONE,
    facets: facets === DEFAULT_FACETS.join(',') ? '' : facets || NONE,
    live: live ? 'true' : '',
    at,
    open,
  };
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== ''));
}

export function clampWidth(width: number): number {
  return Math.round(Math.min(MOST_WIDTH, Math.max(LEAST_WIDTH, width)));
}

const WIDTH = /^(.*)\|(\d{1,4})$/s;

function readColumn(text: string): Column {
  const [, name = text, width] = WIDTH.exec(text) ?? [];
  return width === undefined ? { name } : { name, width: clampWidth(Number(width)) };
}

function writeColumn({ name, width }: Column): string {
  return width === undefined ? name : `${name}|${width}`;
}

function namesIn(list: string): string[] {
  try {
    return [...new Set(cutNames(list))];
  } catch {
    // A quotation mark that is not closed: somebody wrote the address by hand.
    return [];
  }
}

/** What the page of an event is told of the search that found it, so that the next event there is the next of the search. */
export function searchThatFound({
  query,
  cluster,
  from = '',
  to = '',
}: Pick<ExploreState, 'query' | 'cluster' | 'from' | 'to'>): Record<string, string> {
  return Object.fromEntries(Object.entries({ query, cluster, from, to }).filter(([, value]) => value !== ''));
}

import type { Filter } from './filter.ts';

/** Fields of few different values: the engine compares each value once, and reads next to nothing for it. */
const CHEAP: ReadonlySet<string> = new Set([
  ...['verb', 'objectRef.resource', 'objectRef.subresource', 'objectRef.apiGroup', 'outcome'],
  ...['actor', 'user.username', 'impersonatedUser.username', 'cluster', 'platform', 'component'],
]);

/** The columns that a filter follows from, if all of them are cheap; `undefined` otherwise. */
export function cheapColumns(filter: Filter): readonly string[] | undefined {
  return isCheap(filter) && filter.op !== 'all' ? [...new Set(columnsOf(filter))] : undefined;
}

function columnsOf(filter: Filter): string[] {
  switch (filter.op) {
    case 'and':
    case 'or':
      return filter.of.flatMap(columnsOf);
    case 'not':
      return columnsOf(filter.of);
    default:
      return 'field' in filter ? [filter.field.field.column] : [];
  }
}

const ALL: Filter = { op: 'all' };

/**
 * What a filter needs at least, said by conditions that cost next to nothing: whatever matches the filter matches this. It is
 * `all` where nothing can be said so.
 */
export function cheapPart(filter: Filter): Filter {
  switch (filter.op) {
    case 'and': {
      const of = filter.of.map(cheapPart).filter(({ op }) => op !== 'all');
      return of.length === 1 ? (of[0] as Filter) : of.length === 0 ? ALL : { op: 'and', of };
    }
    case 'or': {
      const of = filter.of.map(cheapPart);
      return of.some(({ op }) => op === 'all') ? ALL : { op: 'or', of };
    }
    case 'not':
      return isCheap(filter.of) ? filter : ALL;
    default:
      return isCheap(filter) ? filter : ALL;
  }
}

/** Whether the whole of it is: only then can it be turned round. */
function isCheap(filter: Filter): boolean {
  switch (filter.op) {
    case 'and':
    case 'or':
      return filter.of.every(isCheap);
    case 'not':
      return isCheap(filter.of);
    case 'exists':
    case 'wildcard':
      return CHEAP.has(filter.field.field.name);
    case 'equals':
      // An empty text is looked for in the event's own JSON.
      return CHEAP.has(filter.field.field.name) && filter.value !== '';
    default:
      return filter.op === 'all';
  }
}

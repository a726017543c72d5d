import { VerbatimError } from '../../errors.ts';
import { resolveField } from '../../event/fields.ts';
import { OWN_NAME } from '../../event/record.ts';
import type { Filter } from '../../query/filter.ts';

/** By what a question says where the events that it is about come from, or which request it means. */
const WHENCE: ReadonlySet<string> = new Set(['cluster', 'platform', 'component', 'source', 'auditID']);
/** What Verbatim calls its own: `verbatim`, `verbatim:admin`, `verbatim/query`. */
const OWN = /^verbatim\b/;

/**
 * What Verbatim records of itself is left out of questions that do not speak of it: each question would find those asked
 * before it. A question speaks of it when it says where events come from, which request it means, or names what is
 * Verbatim's own.
 */
export function withoutOwn(filter: Filter): Filter {
  return speaksOfOwn(filter) ? filter : { op: 'and', of: [NOT_OWN, filter] };
}

function speaksOfOwn(filter: Filter): boolean {
  switch (filter.op) {
    case 'all':
    case 'text':
      return false;
    case 'and':
    case 'or':
      return filter.of.some(speaksOfOwn);
    case 'not':
      return speaksOfOwn(filter.of);
    default: {
      const { field, keys } = filter.field;
      return WHENCE.has(field.name) || [...keys, textIn(filter)].some((text) => OWN.test(text));
    }
  }
}

function textIn(filter: Exclude<Filter, { op: 'all' | 'text' | 'and' | 'or' | 'not' }>): string {
  if (filter.op === 'wildcard') return filter.pattern[0] ?? '';
  return 'value' in filter ? filter.value : '';
}

const NOT_OWN: Filter = {
  op: 'not',
  of: { op: 'equals', field: clusterField(), value: OWN_NAME, ignoreCase: false },
};

function clusterField() {
  const field = resolveField('cluster');
  if (!field) throw new VerbatimError('INTERNAL', 'There is no field cluster.');
  return field;
}

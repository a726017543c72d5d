import { VerbatimError } from '../../errors.ts';
import { resolveField } from '../../event/fields.ts';
import { OWN_NAME } from '../../event/record.ts';
import type { Filter } from '../../query/filter.ts';
import { type Condition, someCondition } from '../../query/some-condition.ts';

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
  return someCondition(filter, speaksOfOwn) ? filter : { op: 'and', of: [NOT_OWN, filter] };
}

function speaksOfOwn(condition: Condition): boolean {
  if (condition.op === 'text') return false;
  const { field, keys } = condition.field;
  return WHENCE.has(field.name) || [...keys, textIn(condition)].some((text) => OWN.test(text));
}

function textIn(condition: Condition): string {
  if (condition.op === 'wildcard') return condition.pattern[0] ?? '';
  return 'value' in condition ? condition.value : '';
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

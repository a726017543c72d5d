import {
  type Condition,
  type Selection,
  type SqlPiece,
  STAGES_BEFORE_THE_LAST,
  selectionSql,
  withSql,
} from '../select.ts';
import type { CountedValue, Stages } from './counts.ts';

/** The rows of a selection that are counted. Its parameters begin with `prefix`; two in one statement need different ones. */
export function chosenSql(selection: Selection, stages: Stages, prefix = 'sel'): Condition {
  const chosen = selectionSql(selection, prefix);
  if (stages === 'all') return chosen;
  const params = { ...chosen.params, [`${prefix}_stages`]: STAGES_BEFORE_THE_LAST };
  return withSql({ ...chosen, params }, [`stage NOT IN {${prefix}_stages:Array(String)}`]);
}

/** The chosen rows by value, as the column `value`, with sums over each group. A value may come several times: in different parts. */
export function byValueSql(value: SqlPiece | CountedValue, where: string, sums: readonly string[]): string {
  const parts = 'parts' in value ? value.parts : [{ where: 'true', groups: ['value'], value: value.sql }];
  return parts
    .map((part) => {
      const columns = [`${part.value} AS value`, ...sums].join(', ');
      return `SELECT ${columns} FROM events WHERE ${where} AND ${part.where} GROUP BY ${part.groups.join(', ')}`;
    })
    .join(' UNION ALL ');
}

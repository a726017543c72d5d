import type { AuditRecord } from '../../event/record.ts';
import { toPredicate } from '../../query/to-predicate.ts';
import { hashOf } from './file-record.ts';
import type { Question } from './question.ts';
import { microsOf } from './reading.ts';

/** The same question to one record. */
export function createTest({ filter, from, to, hash }: Question): (record: AuditRecord) => boolean {
  if (hash !== undefined) return ({ raw }) => hashOf(raw) === hash;
  const matches = toPredicate(filter);
  if (from === undefined && to === undefined) return matches;
  return (record) => {
    const time = microsOf(record);
    return (from === undefined || time >= from) && (to === undefined || time < to) && matches(record);
  };
}

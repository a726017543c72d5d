import { AUDIT_MARKS } from './audit-event.ts';
import type { Entry } from './entry.ts';
import { quarantined, type Unread } from './reading.ts';

/** Why an entry that is of no known format cannot be read. */
export function unknown(entry: Entry): Unread {
  if (!entry.isUtf8) return quarantined('invalid-utf8', 'the event is not valid UTF-8');
  const parsed = entry.parse();
  if ('problem' in parsed) return quarantined('invalid-json', parsed.problem);
  const { value } = parsed;
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return quarantined('not-an-event', 'expected a JSON object with the fields of an audit event');
  }
  return quarantined('not-an-event', `the object has none of the fields ${AUDIT_MARKS.join(', ')}`);
}

import type { Field } from '../event/fields.ts';
import type { Mapping } from './mapping.ts';
import { searchedTexts } from './searched-texts.ts';
import { jsonHoldsZero } from './sql-zero.ts';
import { NO_UUID } from './uuid.ts';

const AUDIT_ID = `if(audit_id_text != '', audit_id_text, if(audit_id = toUUID('${NO_UUID}'), '', toString(audit_id)))`;

const SEARCHED = searchedTexts((field) => field.column, ['audit_id_text', "if(quarantine_reason = '', '', raw)"]);

/**
 * What a search of all text needs of the events table: a column of type String that is an ALIAS of the expression, and
 * the index that serves it.
 */
export const SEARCHED_TEXT = {
  column: 'searched_text',
  alias: SEARCHED.joined,
  index: 'searched_words searched_text TYPE text(tokenizer = splitByNonAlpha)',
} as const;

/** What kube-apiserver writes even if it is empty; all else it leaves out then. */
const ALWAYS_WRITTEN: ReadonlySet<string> = new Set(['level', 'auditID', 'stage', 'requestURI', 'verb']);

/** Events in the layouts of kube-apiserver follow from their columns; of others, `raw` may be the event's own JSON. */
function holdsZero(field: Field): string {
  if (field.origin !== 'event') return 'false';
  const own = `(layout = 'json' AND ${jsonHoldsZero('raw', field)})`;
  if (field.name === 'apiVersion') return `(layout = 'event' OR ${own})`;
  return ALWAYS_WRITTEN.has(field.name) ? `(layout IN ('event', 'item') OR ${own})` : own;
}

/** The columns of the events table. */
export const tableMapping: Mapping = {
  column: (field) => (field.type === 'uuid' ? AUDIT_ID : field.column),
  holdsZero,
  json: (field) => (field.type === 'body' ? field.column : undefined),
  uuid: 'audit_id',
  search: { ...SEARCHED, joined: SEARCHED_TEXT.column },
  params: {},
};

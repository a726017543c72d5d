import { AUTHORIZATION_DECISION } from '../event/derive.ts';
import { FIELDS, type Field } from '../event/fields.ts';
import type { Mapping } from './mapping.ts';
import { hexadecimalTexts, joinedNames, joinedTexts } from './searched-texts.ts';
import { jsonHoldsZero } from './sql-zero.ts';
import { NO_UUID } from './uuid.ts';

const AUDIT_ID = `if(audit_id_text != '', audit_id_text, if(audit_id = toUUID('${NO_UUID}'), '', toString(audit_id)))`;

/** Who asked, and what allowed it: long texts of which a cluster has a few hundred different ones. */
const WHO: ReadonlySet<string> = new Set([
  ...['actor', 'user.username', 'user.uid', 'user.groups', 'user.extra', 'userAgent', 'annotations'],
  ...['impersonatedUser.username', 'impersonatedUser.uid', 'impersonatedUser.groups', 'impersonatedUser.extra'],
  'authenticationMetadata.impersonationConstraint',
]);
/** Where it was seen and how it ended: words of which there are a few. */
const HOW: ReadonlySet<string> = new Set([
  ...['outcome', 'responseStatus.status', 'responseStatus.reason', 'level', 'stage', 'apiVersion', 'quarantine'],
  ...['cluster', 'platform', 'component', 'node', 'source'],
]);

const column = (field: Field) => field.column;

const fieldsIn = (names: ReadonlySet<string>) => FIELDS.filter(({ name }) => names.has(name));
const otherFields = FIELDS.filter(({ name }) => !WHO.has(name) && !HOW.has(name));

/**
 * What a search of all text needs of the events table. Texts that differ from event to event are a column that is an
 * ALIAS of the expression, with an index; for the others, which would be four fifths of such an index, there are columns with
 * a dictionary. Whoever loads rows gives their words, or the engine reads them from the other columns.
 */
export const SEARCHED_TEXT = {
  column: 'searched_text',
  alias: joinedTexts(otherFields, column, ['audit_id_text', "if(quarantine_reason = '', '', raw)"]),
  index: 'searched_words searched_text TYPE text(tokenizer = splitByNonAlpha)',
  names: { searched_who: 'lowerUTF8(who_words)', searched_how: 'lowerUTF8(how_words)' },
  words: { who_words: joinedNames(fieldsIn(WHO), column), how_words: joinedNames(fieldsIn(HOW), column) },
} as const;

/** The annotation that nearly every event has and nearly every question about denials asks for. */
function keyColumn(field: Field, key: string): string | undefined {
  return field.name === 'annotations' && key === AUTHORIZATION_DECISION ? 'authorization_decision' : undefined;
}

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
  keyColumn,
  holdsZero,
  json: (field) => (field.type === 'body' ? field.column : undefined),
  uuid: 'audit_id',
  search: {
    joined: SEARCHED_TEXT.column,
    names: Object.keys(SEARCHED_TEXT.names),
    sentences: 'lowerUTF8(response_message)',
    hexadecimal: hexadecimalTexts(column),
  },
  params: {},
};

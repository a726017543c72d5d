import { FIELDS, type Field } from '../event/fields.ts';
import type { AuditRecord } from '../event/record.ts';
import type { Phrase } from './filter.ts';
import { fold } from './fold.ts';
import { isStoredUuid } from './uuid.ts';
import { createTextReader, integerValue, textValue } from './values.ts';
import { containsPhrase, isHexadecimal, searchableJson } from './words.ts';

type Texts = (record: AuditRecord) => readonly string[];

/**
 * Compiles a search of all text of a record: every field but the times, and what was received if it could not be read.
 * An `auditID` that is a UUID is found whole or not at all, because the store keeps it as a number.
 */
export function createTextSearch(phrase: Phrase): (record: AuditRecord) => boolean {
  const uuid = phrase.openStart || phrase.openEnd ? '' : phrase.words.join('-');
  const found = (text: string) => text !== '' && containsPhrase(fold(text), phrase);
  const searched = isHexadecimal(phrase) ? [...OTHERS, ...HEXADECIMAL] : OTHERS;
  return (record) => {
    for (const texts of searched) if (texts(record).some(found)) return true;
    const id = textValue(record.event.auditID);
    if (isStoredUuid(id) ? id === uuid : found(id)) return true;
    return record.quarantine !== undefined && found(textOf(record.raw));
  };
}

/** Unlike `TextDecoder`, a Buffer keeps a byte order mark, as the store does. */
function textOf({ buffer, byteOffset, byteLength }: Uint8Array): string {
  return Buffer.from(buffer, byteOffset, byteLength).toString('utf8');
}

const HEXADECIMAL = FIELDS.filter(({ type }) => type === 'ips' || type === 'integer').map(textsOf);
const OTHERS = FIELDS.filter(({ type }) => !['ips', 'integer', 'time', 'uuid'].includes(type)).map(textsOf);

function textsOf(field: Field): Texts {
  const { read, type } = field;
  switch (type) {
    case 'integer':
      return (record) => [String(integerValue(read(record)) || '')];
    case 'map':
    case 'lists': {
      const values = createTextReader({ field, keys: [] });
      return (record) => {
        const map = read(record);
        return map === undefined || map === null ? [] : [...Object.keys(map), ...values(record)];
      };
    }
    case 'body':
      return (record) => {
        const body = read(record);
        return body === undefined ? [] : [searchableJson(JSON.stringify(body))];
      };
    default:
      return createTextReader({ field, keys: [] });
  }
}

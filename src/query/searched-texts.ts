import { FIELDS, type Field } from '../event/fields.ts';
import type { SearchedTexts } from './mapping.ts';

/**
 * What a search of all text looks into, for fields at these expressions: every field but the times and the auditID,
 * which is searched as a UUID. `others` are further String expressions.
 */
export function searchedTexts(column: (field: Field) => string, others: readonly string[]): SearchedTexts {
  return { joined: joinedTexts(FIELDS, column, others), names: [], hexadecimal: hexadecimalTexts(column) };
}

/** The fields that only `isHexadecimal` phrases can be in. */
export function hexadecimalTexts(column: (field: Field) => string): SearchedTexts['hexadecimal'] {
  const of = (type: Field['type']) => FIELDS.filter((field) => field.type === type).map(column);
  return { texts: of('integer').map((at) => `if(${at} = 0, '', toString(${at}))`), lists: of('ips') };
}

/** One String, folded, of what a search of all text finds in these fields. */
export function joinedTexts(
  fields: readonly Field[],
  column: (field: Field) => string,
  others: readonly string[],
): string {
  return `lowerUTF8(${unfoldedTexts(fields, column, others)})`;
}

/** The same for fields of few different values, not folded: with a dictionary, so that each different text is folded once. */
export function joinedNames(fields: readonly Field[], column: (field: Field) => string): string {
  return `toLowCardinality(${unfoldedTexts(fields, column, [])})`;
}

function unfoldedTexts(fields: readonly Field[], column: (field: Field) => string, others: readonly string[]): string {
  const texts = [...others];
  const lists: string[] = [];
  for (const field of fields) {
    const at = column(field);
    switch (field.type) {
      case 'time':
      case 'uuid':
      case 'integer':
      case 'ips':
        break;
      case 'keywords':
        lists.push(at);
        break;
      case 'map':
        lists.push(`mapKeys(${at})`, `mapValues(${at})`);
        break;
      case 'lists':
        lists.push(`mapKeys(${at})`, `arrayFlatten(mapValues(${at}))`);
        break;
      case 'body':
        texts.push(searchableJsonSql(at));
        break;
      case 'keyword':
        texts.push(at);
    }
  }
  return join(texts, lists);
}

/** One String of texts and lists, a boundary between each. */
function join(texts: readonly string[], lists: readonly string[]): string {
  const parts = [...texts, ...lists.map((list) => `arrayStringConcat(${list}, '\\x7f')`)];
  return `concatWithSeparator('\\x7f', ${parts.join(', ')})`;
}

/**
 * The SQL of `searchableJson`: escapes of two characters become spaces, quotation marks the boundary, `\uXXXX` its
 * character. What is left is a valid JSON string, so the engine decodes it.
 */
function searchableJsonSql(json: string): string {
  const plain = `translate(replaceRegexpAll(${json}, '\\\\\\\\[^u]', ' '), '"\\n\\r\\t', '\\x7f   ')`;
  return `if(position(${json}, '\\\\u') = 0, ${plain}, JSONExtractString(concat('"', ${plain}, '"')))`;
}

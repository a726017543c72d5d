import { FIELDS, type Field } from '../event/fields.ts';
import type { SearchedTexts } from './mapping.ts';

/**
 * What a search of all text looks into, for fields at these expressions: every field but the times and the auditID,
 * which is searched as a UUID. `others` are further String expressions.
 */
export function searchedTexts(column: (field: Field) => string, others: readonly string[]): SearchedTexts {
  const texts = [...others];
  const lists: string[] = [];
  const hexadecimal: { texts: string[]; lists: string[] } = { texts: [], lists: [] };
  for (const field of FIELDS) {
    const at = column(field);
    switch (field.type) {
      case 'time':
      case 'uuid':
        break;
      case 'integer':
        hexadecimal.texts.push(`if(${at} = 0, '', toString(${at}))`);
        break;
      case 'ips':
        hexadecimal.lists.push(at);
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
  return { joined: join(texts, lists), hexadecimal };
}

/** Folds texts and lists into one String, a boundary between each. */
function join(texts: readonly string[], lists: readonly string[]): string {
  const parts = [...texts, ...lists.map((list) => `arrayStringConcat(${list}, '\\x7f')`)];
  return `lowerUTF8(concatWithSeparator('\\x7f', ${parts.join(', ')}))`;
}

/**
 * The SQL of `searchableJson`: escapes of two characters become spaces, quotation marks the boundary, `\uXXXX` its
 * character. What is left is a valid JSON string, so the engine decodes it.
 */
function searchableJsonSql(json: string): string {
  const plain = `translate(replaceRegexpAll(${json}, '\\\\\\\\[^u]', ' '), '"\\n\\r\\t', '\\x7f   ')`;
  return `if(position(${json}, '\\\\u') = 0, ${plain}, JSONExtractString(concat('"', ${plain}, '"')))`;
}

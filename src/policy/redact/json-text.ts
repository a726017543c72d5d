import { QUOTE } from '../../event/json-chars.ts';

/** What the string says that stands between two places, its quotation marks included; empty for what is no string. */
export function stringAt(bytes: Uint8Array, start: number, end: number): string {
  if (bytes[start] !== QUOTE) return '';
  return String(parsedAt(bytes, start, end) ?? '');
}

/** The value that stands between two places; `undefined` if it is no JSON. */
export function parsedAt(bytes: Uint8Array, start: number, end: number): unknown {
  try {
    return JSON.parse(Buffer.from(bytes.buffer, bytes.byteOffset + start, end - start).toString('utf8'));
  } catch {
    return undefined;
  }
}

/** A letter, digit or sign that needs no escape, and has one. */
const NEEDLESS_ESCAPE = /\\u00[2-7][0-9a-f]/i;

/** The name of a member as it is meant; `key` is what stands between its quotation marks, a byte a character. */
export function memberName(key: string): string {
  if (!key.includes('\\')) return key;
  try {
    return Buffer.from(String(JSON.parse(`"${Buffer.from(key, 'latin1').toString('utf8')}"`))).toString('latin1');
  } catch {
    return key;
  }
}

/** Whether in a string, as it stands in JSON, patterns would not be met because of how it is written. */
export function hasNeedlessEscape(text: string): boolean {
  return NEEDLESS_ESCAPE.test(text.replace(/\\u00(?:22|26|27|3[ce]|5c)/gi, ''));
}

export function latin1(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('latin1');
}

/** Whether a string holds what can be an object or a list: what follows its bracket is quoted, or another bracket. */
export function isJson(text: string): boolean {
  return /^(?:\s|\\[nrt])*[[{](?:\s|\\[nrt])*[\\"[{\]}]/.test(text);
}

const CANONICAL = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** Stands for "no UUID" in a column of type UUID. */
export const NO_UUID = '00000000-0000-0000-0000-000000000000';

/** Whether the store keeps the text as a UUID: lower case, and not the one that stands for none. */
export function isStoredUuid(text: string): boolean {
  return text !== NO_UUID && CANONICAL.test(text);
}

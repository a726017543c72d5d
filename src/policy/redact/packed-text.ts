import { gunzipSync } from 'node:zlib';

/** Unpacked, a text is looked at up to this size; a release of Helm is below it, because a Secret is. */
const MAX_UNPACKED = 4 * 1024 * 1024;

/** gzip, JSON and YAML in base64, as a whole text: what begins so. */
const PACKED = /^(?:H4sI|eyJ|ewo|eyAi|W3si|YXBpVm|a2luZDog|LS0tCm)[\w+/=-]*$/;
const GZIP = Buffer.of(0x1f, 0x8b);

/** Whether a text is packed, so that nothing in it can be seen. */
export function isPacked(text: string): boolean {
  return PACKED.test(text);
}

/** What a packed text holds; `undefined` if it is too large or cannot be unpacked. */
export function unpacked(text: string): Buffer | undefined {
  const bytes = Buffer.from(text, 'base64');
  if (!bytes.subarray(0, GZIP.length).equals(GZIP)) return bytes;
  try {
    return gunzipSync(bytes, { maxOutputLength: MAX_UNPACKED });
  } catch {
    return undefined;
  }
}

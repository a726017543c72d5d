import { isUtf8 } from 'node:buffer';

/** How a byte that is no UTF-8 is written, and a backslash that stands where it would be taken for the beginning of one. */
const ESCAPE = /\\x([89a-f][0-9a-f]|5c)/g;

/**
 * The name or path of a file as text. The system has bytes: those that are no UTF-8 become `\xNN`, in lower case, and a
 * backslash before what looks like that becomes `\x5c`. So different names are different texts; `fsPath` leads back.
 */
export function nameOf(bytes: Uint8Array): string {
  if (isUtf8(bytes)) return textOf(bytes);
  let name = '';
  let textFrom = 0;
  for (let at = 0; at < bytes.length; ) {
    const length = characterLength(bytes, at);
    if (length === 0) {
      name += `${textOf(bytes.subarray(textFrom, at))}\\x${bytes[at]!.toString(16)}`;
      textFrom = at + 1;
    }
    at += Math.max(1, length);
  }
  return name + textOf(bytes.subarray(textFrom));
}

/** What the file system takes for a name or path that `nameOf` gave. */
export function fsPath(name: string): string | Buffer {
  if (name.search(ESCAPE) < 0) return name;
  const bytes = Buffer.from(name).toString('latin1');
  return Buffer.from(
    bytes.replace(ESCAPE, (_escape, digits: string) => String.fromCharCode(Number.parseInt(digits, 16))),
    'latin1',
  );
}

function textOf(utf8: Uint8Array): string {
  return Buffer.from(utf8.buffer, utf8.byteOffset, utf8.length).toString().replace(ESCAPE, '\\x5cx$1');
}

/** Bytes of the character that begins at a place; 0 where none does. */
function characterLength(bytes: Uint8Array, at: number): number {
  for (let length = 1; length <= 4 && at + length <= bytes.length; length++) {
    if (isUtf8(bytes.subarray(at, at + length))) return length;
  }
  return 0;
}

import { gunzipSync } from 'node:zlib';

/** All that is unpacked of one event; a release of Helm is below it, because a Secret is. */
const MAX_UNPACKED = 4 * 1024 * 1024;
/** Packed texts in packed texts: Helm's are two. */
const MAX_LAYERS = 4;

/** How many bytes may still be unpacked. */
export interface Room {
  bytes: number;
}

export function roomToUnpack(): Room {
  return { bytes: MAX_UNPACKED };
}

/** gzip, JSON and YAML in base64, as a whole text: what begins so. */
const PACKED = /^(?:H4sI|eyJ|ewo|eyAi|W3si|YXBpVm|a2luZDog|LS0tCm)[\w+/=-]*$/;
const GZIP = Buffer.of(0x1f, 0x8b);

/** Whether a text is packed, so that nothing in it can be seen. */
export function isPacked(text: string): boolean {
  return PACKED.test(text);
}

/** What a packed text holds; `undefined` if it is too large or cannot be unpacked. */
export function unpacked(text: string, room: Room): Buffer | undefined {
  let packed = text;
  for (let layer = 0; layer < MAX_LAYERS && room.bytes > 0; layer++) {
    const bytes = unzipped(Buffer.from(packed, 'base64'), room.bytes);
    if (!bytes) return undefined;
    room.bytes -= bytes.length;
    packed = bytes.toString('latin1');
    if (!isPacked(packed)) return bytes;
  }
  return undefined;
}

function unzipped(bytes: Buffer, maxOutputLength: number): Buffer | undefined {
  if (!bytes.subarray(0, GZIP.length).equals(GZIP)) return bytes;
  try {
    return gunzipSync(bytes, { maxOutputLength });
  } catch {
    return undefined;
  }
}

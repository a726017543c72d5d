import { pipeline } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { detect, HEAD_BYTES } from '../import/detect.ts';
import type { Input } from '../import/inputs.ts';
import { peek } from '../import/peek.ts';

/** How a file is read: by the engine, plain or through gzip, or in the general way. */
export type Way = 'lines' | 'gzip-lines' | 'general';

/** How much of a file tells what it is. */
const EXAMINED_BYTES = 64 * 1024;

const NEWLINE = 0x0a;
const OPEN_BRACE = 0x7b;
/** How a line begins that may go on with the JSON of the lines before. */
const CONTINUES: ReadonlySet<number> = new Set([0x20, 0x09, 0x22, 0x7d, 0x5d, 0x2c]);

/**
 * Looks at the beginning of a file: whether it seems to hold one JSON event a line. The engine reads only real files.
 * What cannot be read is for the general way to say.
 */
export async function wayOf(input: Input): Promise<Way> {
  if (input.name === '-' || input.size === 0) return 'general';
  try {
    const head = await beginning(input.open());
    const kind = kindOf(head);
    if (kind === 'text') return (await isForEngine(head, input)) ? 'lines' : 'general';
    if (kind !== 'gzip') return 'general';
    const unpacked = await beginning(pipeline(input.open(), createGunzip(), () => {}));
    return kindOf(unpacked) === 'text' && (await isForEngine(unpacked, input)) ? 'gzip-lines' : 'general';
  } catch {
    return 'general';
  }
}

/** What is only found may be something else than a log, and is then passed over in the general way. */
async function isForEngine(head: Uint8Array, { given }: Input): Promise<boolean> {
  if (!hasEventALine(head)) return false;
  if (given) return true;
  // It knows all formats: to load them takes a tenth of the time in which a gigabyte is searched.
  const { holdsEvents } = await import('./holds-events.ts');
  return holdsEvents(head);
}

async function beginning(bytes: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const { head, all } = await peek(bytes, EXAMINED_BYTES);
  // Closes the source.
  for await (const _ of all) break;
  return head.subarray(0, EXAMINED_BYTES);
}

function kindOf(head: Uint8Array) {
  return detect(head.subarray(0, HEAD_BYTES));
}

function hasEventALine(head: Uint8Array): boolean {
  if (head[0] !== OPEN_BRACE) return false;
  for (let at = head.indexOf(NEWLINE); at >= 0; at = head.indexOf(NEWLINE, at + 1)) {
    if (CONTINUES.has(head[at + 1] as number)) return false;
  }
  return true;
}

import type { PersonOf } from '../../actors/alias.ts';
import type { View } from '../../api/contract.ts';
import { isSpace } from '../../event/json-scan.ts';
import type { Envelope } from '../../event/record.ts';
import type { Found } from './found.ts';

const NEWLINE = 0x0a;

/** The lines of found events, each with its line end, in a view. */
export async function renderFound(
  batch: readonly Found[],
  view: View,
  envelopeOf: (found: Found) => Envelope,
  personOf: PersonOf,
): Promise<Buffer> {
  if (view === 'raw' || (view === 'event' && batch.every(({ isEvent }) => isEvent)))
    return joinLines(batch.map(({ raw }) => trimEnd(raw)));
  // What has to be read for it needs more than what is passed on.
  const { eventLine, recordLine } = await import('./render-record.ts');
  if (view === 'event')
    return joinLines(
      batch.map((found) => (found.isEvent ? trimEnd(found.raw) : Buffer.from(eventLine(found.raw, envelopeOf(found))))),
    );
  return Buffer.from(batch.map((found) => `${recordLine(trimEnd(found.raw), envelopeOf(found), personOf)}\n`).join(''));
}

function joinLines(lines: readonly Buffer[]): Buffer {
  const size = lines.reduce((sum, { length }) => sum + length + 1, 0);
  const joined = Buffer.allocUnsafe(size);
  let at = 0;
  for (const line of lines) {
    joined.set(line, at);
    at += line.length;
    joined[at++] = NEWLINE;
  }
  return joined;
}

/** The engine leaves the space at a line's end, which belongs to no event. */
function trimEnd(raw: Buffer): Buffer {
  let end = raw.length;
  while (end > 0 && isSpace(raw[end - 1])) end--;
  return end === raw.length ? raw : raw.subarray(0, end);
}

import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { readIfThere, writeDurably } from '../access/file.ts';
import type { Config } from '../config/schema.ts';
import { VerbatimError } from '../errors.ts';
import { createRedaction, type Redaction } from '../policy/redact/redact.ts';

const KEY_BYTES = 32;
const KEY = /^[0-9a-f]{64}$/;

/**
 * What takes secrets out of events; `undefined` where that is turned off. The key, `DIR/redaction.key`, is made on the first
 * start, for its owner only: with another one, equal secrets look different, and what is delivered again is kept again.
 * Throws CONFIG_INVALID for a file that holds no key.
 */
export async function openRedaction(
  data: string,
  { enabled, replace_with, command_arguments }: Config['redaction'],
): Promise<Redaction | undefined> {
  if (!enabled) return undefined;
  return createRedaction(
    replace_with === 'hash' ? await keyIn(join(data, 'redaction.key')) : undefined,
    command_arguments,
  );
}

async function keyIn(path: string): Promise<Uint8Array> {
  const kept = (await readIfThere(path))?.trim();
  if (kept !== undefined) {
    if (KEY.test(kept)) return Buffer.from(kept, 'hex');
    throw new VerbatimError('CONFIG_INVALID', `${path} holds no key of ${KEY_BYTES} bytes in hexadecimal; restore it.`);
  }
  const key = randomBytes(KEY_BYTES);
  await writeDurably(path, `${key.toString('hex')}\n`);
  return key;
}

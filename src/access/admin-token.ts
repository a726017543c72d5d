import { join } from 'node:path';
import { readIfThere, writeDurably } from './file.ts';
import { newToken } from './secret.ts';

/** The token that may do everything: `DIR/admin.token`, written on the first start, for its owner only. */
export async function adminToken(dataDirectory: string): Promise<string> {
  const path = join(dataDirectory, 'admin.token');
  const kept = (await readIfThere(path))?.trim();
  if (kept) return kept;
  const token = newToken('vba');
  await writeDurably(path, `${token}\n`);
  return token;
}

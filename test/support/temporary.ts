import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import { killAll } from './child.ts';

/** A directory that is removed when the test file is done. */
export async function temporaryDirectory(): Promise<string> {
  const directory = await mkdtemp(join(tmpdir(), 'verbatim-test-'));
  afterAll(async () => {
    // A test that failed may have left a server that writes there.
    await killAll();
    await rm(directory, { recursive: true, force: true });
  });
  return directory;
}

import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { type Browser, chromium } from 'playwright-core';
import { hasProgram } from '../../support/debian.ts';

const PROGRAM = 'chromium';

/** Whether there is a browser; said where there is not, and in CI thrown. */
export function hasBrowser(): boolean {
  return hasProgram(PROGRAM, ['--version']);
}

/** Starts the browser of the machine: none is downloaded. It ends with this process. */
export async function launchBrowser(): Promise<Browser> {
  const path = (process.env.PATH ?? '')
    .split(delimiter)
    .map((folder) => join(folder, PROGRAM))
    .find((file) => existsSync(file));
  if (path === undefined) throw new Error(`${PROGRAM} is not on the PATH.`);
  // In containers there is often no leave for a sandbox; the only pages are those of the server that the test started.
  return chromium.launch({ executablePath: path, args: ['--no-sandbox'] });
}

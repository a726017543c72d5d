import { spawnSync } from 'node:child_process';
import { mkdirSync, rmdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

export const ROOT = fileURLToPath(new URL('../../', import.meta.url));

const LOCK = join(ROOT, 'node_modules', '.verbatim-build');
/** A build takes a few seconds; a lock older than this was left by a run that was killed. */
const STALE_MS = 120_000;
const LOOK_AGAIN_MS = 100;
const BUILD = `import('./scripts/setup.mjs').then(({ build }) => build())`;

let built: Promise<string> | undefined;

/** The program as users run it, built if the sources are newer. Test files that run at once wait for the one that builds. */
export function builtProgram(): Promise<string> {
  built ??= buildLocked();
  return built;
}

async function buildLocked(): Promise<string> {
  while (!locked()) await sleep(LOOK_AGAIN_MS);
  try {
    const { status, stdout, stderr } = spawnSync(process.execPath, ['-e', BUILD], { cwd: ROOT, encoding: 'utf8' });
    if (status !== 0) throw new Error(`The build failed.\n${stdout}${stderr}`);
  } finally {
    rmdirSync(LOCK);
  }
  return join(ROOT, 'bin', 'verbatim.js');
}

function locked(): boolean {
  try {
    mkdirSync(LOCK);
    return true;
  } catch {
    const since = statSync(LOCK, { throwIfNoEntry: false })?.mtimeMs ?? Date.now();
    if (Date.now() - since > STALE_MS) rmdirSync(LOCK);
    return false;
  }
}

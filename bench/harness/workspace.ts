import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Children, createChildren } from './children.ts';

/** A temporary folder and the programs that work in it. */
export interface Workspace {
  readonly folder: string;
  readonly children: Children;
}

const SIGNALS = { SIGINT: 130, SIGTERM: 143, SIGHUP: 129 } as const;

/**
 * Makes a folder that goes when this process ends, however it ends; the programs go first. With `endOnSignal`, signals
 * end the process at once; without it, whoever listens to them does.
 */
export function createWorkspace(name: string, { endOnSignal }: { endOnSignal: boolean }): Workspace {
  const folder = mkdtempSync(join(tmpdir(), `${name}-`));
  const children = createChildren();
  process.once('exit', () => {
    children.killAll();
    // A program that is being ended may still write a file for a moment.
    rmSync(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 50 });
  });
  if (endOnSignal) {
    for (const [signal, code] of Object.entries(SIGNALS)) process.once(signal, () => process.exit(code));
  }
  return { folder, children };
}

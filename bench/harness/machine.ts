import { execFileSync } from 'node:child_process';
import { cpus, loadavg, totalmem } from 'node:os';
import { rootFolder } from './root.ts';

/** Where and on what a measurement was taken, one fact a line. */
export function machineFacts(now: Date): string[] {
  const processors = cpus();
  return [
    `${processors.length} × ${processors[0]?.model.trim() || 'processor of an unknown model'}, ${Math.round(totalmem() / 2 ** 30)} GiB of memory`,
    `Node ${process.versions.node}, ${process.platform} ${process.arch}`,
    `commit ${commit()}, ${now.toISOString().slice(0, 10)}`,
  ];
}

/** Processes that ran or waited for a processor, on average over the last minute. */
export function loadAverage(): string {
  return loadavg()[0]!.toFixed(1);
}

function commit(): string {
  try {
    const git = (...args: string[]) =>
      execFileSync('git', args, { cwd: rootFolder(), encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim();
    const changed = git('status', '--porcelain', '--untracked-files=no') === '' ? '' : ' with changes';
    return git('rev-parse', '--short', 'HEAD') + changed;
  } catch {
    return 'unknown';
  }
}

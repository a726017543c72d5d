import { spawnSync } from 'node:child_process';

/**
 * Whether a program that a test needs is there. It is installed from Debian's packages where that is possible; where it
 * is not, the test is skipped with a message, but in CI it fails.
 */
export function hasProgram(program: string, probe: readonly string[], debianPackage = program): boolean {
  const isThere = () => spawnSync(program, probe).status === 0;
  if (isThere()) return true;
  if (process.getuid?.() === 0 && install(debianPackage) && isThere()) return true;
  const message = `${program} is needed; install Debian’s package ${debianPackage}`;
  if (process.env.CI) throw new Error(message);
  console.warn(`skipped: ${message}`);
  return false;
}

function install(debianPackage: string): boolean {
  const apt = (...args: string[]) => spawnSync('apt-get', ['-q', '-y', ...args]).status === 0;
  return apt('install', debianPackage) || (apt('update') && apt('install', debianPackage));
}

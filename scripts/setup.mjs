import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { precompress } from './precompress.mjs';

export const root = dirname(dirname(fileURLToPath(import.meta.url)));

const OLDEST_NODE = [20, 19];
const STAMP = join(root, 'dist', '.built');
const SOURCES = ['src', 'bench', 'assembly', 'scripts', 'tsconfig.json', 'tsconfig.build.json', 'package-lock.json'];
/** The pages are built on their own: beside their code they hold the query language, and types of the API. */
const WEB = 'web';
const WEB_STAMP = join(root, 'dist', '.built-web');
const WEB_SOURCES = [WEB, 'src/api/contract.ts', 'src/query', 'src/event', 'package-lock.json'];

/** Runs a command in the repository with its output shown; ends this process if it fails. */
export function run(command, args, env = {}) {
  const done = spawnSync(command, args, { cwd: root, stdio: 'inherit', env: { ...process.env, ...env } });
  if (done.error) fail(`cannot run ${command}: ${done.error.message}`);
  if (done.status !== 0) process.exit(done.status ?? 1);
}

export function fail(message) {
  process.stderr.write(`verbatim: ${message}\n`);
  process.exit(1);
}

export function checkNode() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major < OLDEST_NODE[0] || (major === OLDEST_NODE[0] && minor < OLDEST_NODE[1])) {
    fail(`Node ${OLDEST_NODE.join('.')} or newer is needed; this is ${process.versions.node}.`);
  }
}

/** Installs what the lock file names, unless that has been done since the lock file changed. */
export function install() {
  const done = join(root, 'node_modules', '.package-lock.json');
  const lock = join(root, 'package-lock.json');
  if (existsSync(done) && statSync(done).mtimeMs >= statSync(lock).mtimeMs) return;
  process.stderr.write('verbatim: installing packages (once) …\n');
  // Not `npm ci`: it refuses the lock file where a registry lacks the binaries of other platforms, which are optional.
  run('npm', ['install', '--no-save', '--no-audit', '--no-fund', '--loglevel=error']);
}

function newest(path) {
  const stat = statSync(path);
  if (!stat.isDirectory()) return stat.mtimeMs;
  return readdirSync(path).reduce((time, name) => Math.max(time, newest(join(path, name))), stat.mtimeMs);
}

/** In these nothing is stale after a build. */
const BUILT_ALONE = [WEB, 'program', 'wasm'].map((name) => join(root, 'dist', name));
/** What the compiler writes for one source file. */
const OUTPUT = /(\.d\.ts|\.js)(\.map)?$/;

/** Removes what was built from files that are no more: it would be run by whoever lists a folder, and hide a broken import. */
function removeStale(directory) {
  for (const entry of readdirSync(directory, { withFileTypes: true })) {
    const path = join(directory, entry.name);
    if (BUILT_ALONE.includes(path)) continue;
    const source = join(root, relative(join(root, 'dist'), path));
    if (entry.isDirectory()) {
      if (existsSync(source)) removeStale(path);
      else rmSync(path, { recursive: true });
    } else if (OUTPUT.test(entry.name) && !existsSync(source.replace(OUTPUT, '.ts'))) {
      rmSync(path);
    } else if (entry.name.endsWith('.sql') && !existsSync(source)) {
      rmSync(path);
    }
  }
}

function isBuilt(stamp, sources) {
  return existsSync(stamp) && statSync(stamp).mtimeMs >= Math.max(...sources.map((name) => newest(join(root, name))));
}

/** Builds `dist/`, but for what did not change since it was built. */
export function build({ always = false } = {}) {
  if (always || !isBuilt(STAMP, SOURCES)) buildServer();
  if (always || !isBuilt(WEB_STAMP, WEB_SOURCES)) buildWeb();
}

function buildServer() {
  process.stderr.write('verbatim: building …\n');
  run(process.execPath, [join(root, 'node_modules', 'typescript', 'bin', 'tsc'), '-p', 'tsconfig.build.json']);
  removeStale(join(root, 'dist'));
  cpSync(join(root, 'src', 'store', 'migrations'), join(root, 'dist', 'src', 'store', 'migrations'), {
    recursive: true,
  });
  rmSync(join(root, 'dist', 'wasm'), { recursive: true, force: true });
  const asc = join(root, 'node_modules', 'assemblyscript', 'bin', 'asc.js');
  run(process.execPath, [asc, '--config', join('assembly', 'asconfig.json')]);
  run(process.execPath, [join('scripts', 'bundle.mjs')]);
  writeFileSync(STAMP, '');
}

function buildWeb() {
  process.stderr.write('verbatim: building the pages …\n');
  const vite = join(root, 'node_modules', 'vite', 'bin', 'vite.js');
  // Said to be for something else, as under a test, the pages would get React's form for development: slower, and it asks twice.
  const env = { NODE_ENV: 'production' };
  run(process.execPath, [vite, 'build', '--config', join(WEB, 'vite.config.ts'), '--logLevel', 'warn'], env);
  precompress(join(root, 'dist', WEB));
  writeFileSync(WEB_STAMP, '');
}

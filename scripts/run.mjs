// `npm start`, `npm test` and the other scripts: each first does what a fresh clone still lacks.
import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { join } from 'node:path';
import { build, checkNode, fail, install, root, run } from './setup.mjs';

const node = process.execPath;
const [task, ...args] = process.argv.slice(2);

const tasks = {
  serve: () => become('bin/verbatim.js', ['serve', ...args]),
  demo: () => become('dist/bench/demo/main.js', args),
  bench: () => become('dist/bench/main.js', args),
  build: () => build({ always: true }),
  web: () => run(node, ['node_modules/vite/bin/vite.js', '--config', 'web/vite.config.ts', ...args]),
  docs: () => run(node, ['dist/src/docs/main.js', ...args]),
  check,
  test: () => {
    check();
    run(node, ['node_modules/vitest/vitest.mjs', 'run', ...args]);
  },
  'test-long': () => run(node, ['node_modules/vitest/vitest.mjs', 'run', ...args], { VERBATIM_TEST_LONG: '1' }),
};

/** Runs a program in the place of this one: it gets the signals, and its exit code is this one's. */
function become(program, programArgs) {
  const child = spawn(node, [join(root, program), ...programArgs], { stdio: 'inherit' });
  process.on('SIGTERM', () => child.kill('SIGTERM'));
  // A terminal sends Ctrl-C to both; anyone else only to this one.
  process.on('SIGINT', () => process.stdin.isTTY || child.kill('SIGINT'));
  return new Promise((resolve) => {
    child.once('exit', (code, signal) => {
      process.exitCode = code ?? 128 + constants.signals[signal];
      resolve();
    });
  });
}

function check() {
  for (const project of ['tsconfig.json', 'web/tsconfig.json', 'test/web/tsconfig.json']) {
    run(node, ['node_modules/typescript/bin/tsc', '-p', project]);
  }
  run(node, ['node_modules/@biomejs/biome/bin/biome', 'check', '.']);
  run(node, ['dist/src/docs/main.js', '--check']);
}

if (!Object.hasOwn(tasks, task)) fail(`unknown task "${task}"; there are ${Object.keys(tasks).join(', ')}.`);
checkNode();
install();
if (task !== 'build') build();
await tasks[task]();

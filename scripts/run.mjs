// `npm start`, `npm test` and the other scripts: each first does what a fresh clone still lacks.
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build, checkNode, fail, install, root, run } from './setup.mjs';

const node = process.execPath;
const [task, ...args] = process.argv.slice(2);

const tasks = {
  serve: () => become('bin/verbatim.js', ['serve', ...args]),
  demo: () => become('dist/bench/demo/main.js', args),
  bench: () => become('dist/bench/main.js', args),
  build: () => build({ always: true }),
  docs: () => run(node, ['dist/src/docs/main.js', ...args]),
  check,
  test: () => {
    check();
    run(node, ['node_modules/vitest/vitest.mjs', 'run', ...args]);
  },
  'test-long': () => run(node, ['node_modules/vitest/vitest.mjs', 'run', ...args], { VERBATIM_TEST_LONG: '1' }),
};

/** Runs a program in this process, so that a signal reaches it. */
async function become(program, programArgs) {
  process.argv = [node, join(root, program), ...programArgs];
  await import(pathToFileURL(process.argv[1]).href);
}

function check() {
  run(node, ['node_modules/typescript/bin/tsc', '-p', 'tsconfig.json']);
  run(node, ['node_modules/@biomejs/biome/bin/biome', 'check', '.']);
  run(node, ['dist/src/docs/main.js', '--check']);
}

if (!Object.hasOwn(tasks, task)) fail(`unknown task "${task}"; there are ${Object.keys(tasks).join(', ')}.`);
checkNode();
install();
if (task !== 'build') build();
await tasks[task]();

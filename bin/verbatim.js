#!/usr/bin/env node

// Questions, file access and fsync share these threads; with Node's four, four slow questions would hold up every fsync.
// An ES module would be too late: loading one uses the threads, and then their number stands.
process.env.UV_THREADPOOL_SIZE ??= '16';

const { existsSync } = require('node:fs');
const { join } = require('node:path');
const { pathToFileURL } = require('node:url');

const built = join(__dirname, '..', 'dist');
const program = join(built, 'program', 'main.js');
if (existsSync(program) && existsSync(join(built, 'wasm', 'event-end.wasm'))) {
  import(pathToFileURL(program).href);
} else {
  process.stderr.write('verbatim: not built yet; run `npm run build` first.\n');
  process.exitCode = 1;
}

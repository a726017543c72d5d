#!/usr/bin/env node

// Questions, file access and fsync share these threads; with Node's four, four slow questions would hold up every fsync.
process.env.UV_THREADPOOL_SIZE ??= '16';
import { existsSync } from 'node:fs';

const program = new URL('../dist/src/cli/main.js', import.meta.url);
if (!existsSync(program)) {
  process.stderr.write('verbatim: not built yet; run `npm run build` first.\n');
  process.exit(1);
}
await import(program.href);

import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { differences, writeAll } from './files.ts';
import { reference } from './reference.ts';

// `npm run docs` writes docs/reference of the working directory; with `--check` it only compares.
const folder = join('docs', 'reference');
const { values } = parseArgs({ options: { check: { type: 'boolean', default: false } } });
const files = await reference();

if (values.check) {
  const wrong = await differences(folder, files);
  for (const name of wrong) process.stderr.write(`${join(folder, name)} is not what the code says.\n`);
  if (wrong.length > 0) {
    process.stderr.write('`npm run docs` writes these files again.\n');
    process.exitCode = 1;
  }
} else {
  await writeAll(folder, files);
}

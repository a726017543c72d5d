import { readdirSync, readFileSync } from 'node:fs';

/** The lines of every `.log` file in the folder `fixtures` beside a test: `readFixtures(import.meta.url)`. */
export function readFixtures(testUrl: string): string[] {
  const folder = new URL('./fixtures/', testUrl);
  return readdirSync(folder)
    .filter((name) => name.endsWith('.log'))
    .sort()
    .flatMap((name) => readFileSync(new URL(name, folder), 'utf8').split('\n'))
    .filter((line) => line !== '');
}

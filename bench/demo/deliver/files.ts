import { appendFile, mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Deliver, Target } from '../platform.ts';

/** Within lines that go into files: `master-0/oauth-server/audit.log {"kind":"Event",…}`. */
export function lineOfFile(file: string, line: string): string {
  return `${file} ${line}`;
}

/** Writes the nodes' logs, which the server follows. Each line begins with the file that it goes into. */
export function byFiles({ folder }: Target): Deliver {
  return async (lines) => {
    const texts = new Map<string, string[]>();
    let count = 0;
    for (const line of lines) {
      const end = line.indexOf(' ');
      const file = line.slice(0, end);
      const text = texts.get(file) ?? [];
      text.push(`${line.slice(end + 1)}\n`);
      texts.set(file, text);
      count++;
    }
    for (const [file, text] of texts) {
      const path = join(folder, file);
      await mkdir(dirname(path), { recursive: true });
      await appendFile(path, text.join(''));
    }
    return count;
  };
}

import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { VerbatimError } from '../../errors.ts';

/** Where the nonce of an answer stands in the page; `web/src` gives it to the editor. */
const PLACEHOLDER = 'name="csp-nonce" content=""';

/** The page, which is the same at every address, with a nonce in its place. Throws NOT_FOUND where it was not built. */
export async function indexPage(root: string, nonce: string): Promise<string> {
  const page = await readFile(join(root, 'index.html'), 'utf8').catch((cause) => {
    throw new VerbatimError(
      'NOT_FOUND',
      'The web application is not there: it was not built. Run `npm run build`; the API and the command line work without it.',
      { cause },
    );
  });
  const [before, after, ...more] = page.split(PLACEHOLDER);
  if (after === undefined || more.length > 0) {
    throw new VerbatimError('INTERNAL', 'The page of the web application has not one place for a nonce.');
  }
  return `${before}${PLACEHOLDER.replace('""', `"${nonce}"`)}${after}`;
}

import type { BrowserContext, ConsoleMessage } from 'playwright-core';

/** What went wrong in the pages of a context, each as a sentence. */
export interface Watch {
  readonly problems: readonly string[];
}

/** An address may hold a kilobyte of what a test made up. */
const MAX_SAID = 500;

/** Before somebody has signed in, the question who has is answered 401, and every browser writes that down. */
const ALWAYS_EXPECTED = /status of 401 .*\/api\/v1\/session$/;

/**
 * Collects errors of the console, the violations of the Content-Security-Policy among them, exceptions that nobody caught,
 * and requests to other hosts, which are not made. What fits `expected` is left out: an answer of 400 that a test wants.
 */
export async function watch(context: BrowserContext, origin: string, expected: readonly RegExp[]): Promise<Watch> {
  const problems: string[] = [];
  const note = (problem: string) => {
    if (![ALWAYS_EXPECTED, ...expected].some((pattern) => pattern.test(problem)))
      problems.push(problem.slice(0, MAX_SAID));
  };
  context.on('console', (message) => {
    if (message.type() === 'error') note(sentenceOf(message));
  });
  context.on('weberror', (error) => note(`uncaught: ${error.error().stack ?? error.error().message}`));
  await context.route(
    (url) => url.origin !== origin && url.protocol.startsWith('http'),
    async (route) => {
      note(`a request to another host: ${route.request().url()}`);
      await route.abort();
    },
  );
  return { problems };
}

function sentenceOf(message: ConsoleMessage): string {
  return `console: ${message.text()} ${message.location().url}`;
}

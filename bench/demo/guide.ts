import { whole } from '../report/figures.ts';
import type { Suggestion } from './platform.ts';

/** What the demo tells on its terminal. */
export interface GuideFacts {
  readonly url: string;
  readonly token: string;
  readonly clusters: readonly string[];
  readonly hours: number;
  readonly events: number;
  readonly suggestions: readonly Suggestion[];
}

export function guideText({ url, token, clusters, hours, events, suggestions }: GuideFacts): string {
  const tries = suggestions.map(
    ({ title, command }) => `  # ${title}\n  npx verbatim ${command.map(quoted).join(' ')}`,
  );
  return `
Verbatim is at ${url}
It holds ${whole(events)} events of the last ${hours === 1 ? 'hour' : `${hours} hours`} on ${clusters.join(' and ')}, and takes what happens now.
The traffic is invented. A token of the CI system was stolen; its traces are there to be found.

Open ${url} in a browser, and sign in with the token ${token}
Or, in another terminal, in this folder:

  export VERBATIM_URL=${url}
  export VERBATIM_TOKEN=${token}

${tries.join('\n\n')}

Ctrl-C ends the demo and removes its data.
`;
}

const PLAIN = /^[\w.-]+$/;

/** A word as a POSIX shell reads it back. */
export function quoted(word: string): string {
  return PLAIN.test(word) ? word : `'${word.replaceAll("'", String.raw`'\''`)}'`;
}

import { whole } from '../report/figures.ts';
import type { DemoCluster } from './platform.ts';

/** What the demo tells on its terminal. */
export interface GuideFacts {
  readonly url: string;
  readonly token: string;
  readonly clusters: readonly Pick<DemoCluster, 'name' | 'about' | 'suggestions'>[];
  readonly hours: number;
  readonly events: number;
}

export function guideText({ url, token, clusters, hours, events }: GuideFacts): string {
  const tries = clusters.filter(({ suggestions }) => suggestions.length > 0).map(triesOn);
  const width = Math.max(...clusters.map(({ name }) => name.length));
  return `
Verbatim is at ${url}
It holds ${whole(events)} events of the last ${hours === 1 ? 'hour' : `${hours} hours`} on ${clusters.length} clusters, and takes what happens now.
All of it is invented:

${clusters.map(({ name, about }) => `  ${name.padEnd(width)}  ${about}`).join('\n')}

Open ${url} in a browser, and sign in with the token ${token}
Or, in another terminal, in this folder:

  export VERBATIM_URL=${url}
  export VERBATIM_TOKEN=${token}

${tries.join('\n\n')}

Ctrl-C ends the demo and removes its data.
`;
}

function triesOn({ name, suggestions }: Pick<DemoCluster, 'name' | 'suggestions'>): string {
  const tries = suggestions.map(
    ({ title, command }) => `  # ${title}\n  npx verbatim ${command.map(quoted).join(' ')}`,
  );
  return [`  ## ${name}`, ...tries].join('\n\n');
}

const PLAIN = /^[\w.-]+$/;

/** A word as a POSIX shell reads it back. */
export function quoted(word: string): string {
  return PLAIN.test(word) ? word : `'${word.replaceAll("'", String.raw`'\''`)}'`;
}

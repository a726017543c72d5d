import { VerbatimError } from '../../src/errors.ts';
import { createWorkspace } from '../harness/workspace.ts';
import { guideText } from './guide.ts';
import { readOptions } from './options.ts';
import { DEMO_CLUSTERS } from './platforms/registry.ts';
import { startDemo } from './start-demo.ts';

async function main(args: readonly string[]): Promise<void> {
  const { listen, hours } = readOptions(args);
  // A signal may come while the traffic is being made; what was started then goes with the process.
  const { folder, children } = createWorkspace('verbatim-demo', { endOnSignal: true });
  process.stderr.write('demo: starting the server and loading sample traffic …\n');
  const demo = await startDemo({
    clusters: DEMO_CLUSTERS,
    children,
    folder,
    listen,
    hours,
    share: 1,
    now: () => Date.now() * 1000,
  });
  process.stdout.write(
    guideText({
      url: demo.server.url,
      token: demo.server.token,
      clusters: DEMO_CLUSTERS,
      hours,
      events: demo.events,
    }),
  );
  const { code, signal } = await demo.ended;
  throw new VerbatimError('INTERNAL', `The server ended with ${code ?? signal}.`);
}

try {
  await main(process.argv.slice(2));
} catch (error) {
  process.stderr.write(`demo: ${error instanceof Error ? error.message : error}\n`);
  process.exit(error instanceof VerbatimError && error.code === 'USAGE' ? 2 : 1);
}

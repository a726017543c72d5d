import { join } from 'node:path';
import { DEMO_CLUSTERS } from '../../../bench/demo/platforms/registry.ts';
import { startDemo } from '../../../bench/demo/start-demo.ts';
import { createChildren } from '../../../bench/harness/children.ts';
import { builtProgram } from '../../support/built.ts';

/** A server that holds the data of the demo. */
export interface DemoServer {
  readonly url: string;
  readonly adminToken: string;
  readonly data: string;
  stop(): Promise<void>;
}

/** How far the traffic reaches back. */
const HOURS = 3;
/** A tenth of the demo's traffic: some 8,000 events, with the whole of every story among them, and a few more each second. */
const SHARE = 0.1;

/** Starts the built program with the traffic of the demo's clusters, of every platform. */
export async function startDemoServer(folder: string, env: Readonly<Record<string, string>>): Promise<DemoServer> {
  await builtProgram();
  const children = createChildren();
  const killAll = () => children.killAll();
  process.once('exit', killAll);
  const data = join(folder, 'data');
  const demo = await startDemo({
    clusters: DEMO_CLUSTERS,
    children,
    folder,
    listen: '127.0.0.1:0',
    hours: HOURS,
    share: SHARE,
    env,
    now: () => Date.now() * 1000,
  });
  // It is told by stop() how the server ended.
  demo.ended.catch(() => {});
  const { url, token } = demo.server;
  return {
    url,
    adminToken: token,
    data,
    stop: async () => {
      await demo.stop();
      children.killAll();
      process.off('exit', killAll);
    },
  };
}

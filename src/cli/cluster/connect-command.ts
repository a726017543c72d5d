import { type Command, Option } from 'commander';
import { PLATFORM_NAMES, PLATFORMS, type Platform } from '../../connect/platforms/platforms.ts';
import { findServer, serverUrl } from '../client/server.ts';
import type { Context } from '../context.ts';
import { checkName } from './check-name.ts';

const HELP = `
Nothing is asked of the server and nothing is changed. "verbatim cluster add NAME" makes the credential.

Example:
  verbatim cluster connect prod --for kubeadm`;

interface ConnectFlags {
  readonly for: Platform;
  readonly server?: string;
}

/** `--for PLATFORM`. */
export function platformOption(): Option {
  return new Option('--for <platform>', 'what the cluster is made by').choices([...PLATFORM_NAMES]);
}

/** `cluster connect`: the steps for a kind of cluster, on standard output. */
export function addConnect(cluster: Command, context: Context): void {
  cluster
    .command('connect')
    .description('Print how a cluster is told to send its events: flags, files and commands for what it is made by.')
    .argument('<name>', 'lower-case letters, digits, - and .')
    .addOption(platformOption().makeOptionMandatory())
    .option('--server <url>', "Verbatim's address as the cluster reaches it (default: VERBATIM_URL)")
    .addHelpText('after', HELP)
    .action(async (name: string, flags: ConnectFlags) => {
      checkName(name);
      const server =
        flags.server === undefined ? (await findServer(context.io.env, undefined)).url : serverUrl(flags.server);
      await context.out.write(PLATFORMS[flags.for]({ name, server }));
    });
}

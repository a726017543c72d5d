import { pino } from 'pino';
import { collectWhenSettled } from './collect-when-settled.ts';
import { loadConfig } from './config/load.ts';
import { findsByMachineCode } from './decode/kubernetes/event-ends.ts';
import { collectLessOften } from './heap-growth.ts';
import { version } from './package.ts';
import { checkListenerTls } from './start/listener-tls.ts';
import { start } from './start.ts';
import { openTls } from './tls/tls.ts';

/** What the command line says; it outranks the variables and the file. */
export interface ServeOptions {
  readonly config?: string;
  readonly data?: string;
  readonly listen?: string;
  /** Only check the configuration. */
  readonly check?: boolean;
}

/** The last resort, where the bounds of several steps add up: less than the 30 s after which Kubernetes kills. */
const DRAIN_MS = 25_000;

/** Loads the configuration, runs the server, and drains it on SIGTERM or SIGINT. Throws CONFIG_INVALID, TLS_INVALID and what `start` throws. */
export async function serve(options: ServeOptions): Promise<void> {
  const overrides: [string, string][] = [];
  if (options.data) overrides.push(['data', options.data]);
  if (options.listen) overrides.push(['listen', options.listen]);
  const config = await loadConfig({ file: options.config, env: process.env, overrides });
  if (options.check) {
    // Whether certificates and keys belong together shows only when they are read.
    if (config.tls) await openTls(config.tls, { reloaded: () => {}, failed: () => {} });
    for (const { id, tls } of config.sources.syslog) if (tls) await checkListenerTls(tls, id);
    process.stderr.write('The configuration is valid.\n');
    return;
  }
  const log = pino(
    { level: config.log.level, base: null, timestamp: pino.stdTimeFunctions.isoTime },
    pino.destination({ dest: 2, sync: true }),
  );
  if (!findsByMachineCode())
    log.warn('This machine cannot run the code that recognises events: taking them in takes more CPU.');
  collectLessOften();
  const running = await start(config, log, version());
  collectWhenSettled();
  if (process.stderr.isTTY) {
    const lines = [`Verbatim is at ${running.url}`, `Sign in with the token in ${config.data}/admin.token`];
    process.stderr.write(`\n${lines.map((line) => `  ${line}\n`).join('')}\n`);
  }
  const signal = await new Promise<NodeJS.Signals>((resolve) => {
    process.once('SIGTERM', resolve);
    process.once('SIGINT', resolve);
  });
  log.info({ signal }, 'Stopping.');
  // Who asks twice does not want to wait; what was acknowledged is durable.
  const atOnce = (again: NodeJS.Signals) => {
    log.warn({ signal: again }, 'Told to stop again: ending at once.');
    endAtOnce();
  };
  process.once('SIGTERM', atOnce);
  process.once('SIGINT', atOnce);
  const timer = setTimeout(() => {
    log.error({ DRAIN_MS }, 'Stopping took too long; what was acknowledged is durable.');
    endAtOnce();
  }, DRAIN_MS);
  await running.stop();
  clearTimeout(timer);
  // The engine keeps threads of its own.
  process.exit(0);
}

/** `process.exit` would take the engine's memory from under its threads, which may be at work: that is a crash, and a core file. */
function endAtOnce(): void {
  process.kill(process.pid, 'SIGKILL');
}

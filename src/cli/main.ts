import { setTimeout } from 'node:timers/promises';
import type { Io } from './io.ts';
import { run } from './run.ts';

const io: Io = {
  // Opened when first used: a command that does not read it must not wait for its end.
  get stdin() {
    return process.stdin;
  },
  stdout: process.stdout,
  stderr: process.stderr,
  env: process.env,
  onInterrupt: (handler) => {
    process.on('SIGINT', handler);
    return () => process.off('SIGINT', handler);
  },
  wait: (millis, signal) => setTimeout(millis, undefined, signal ? { signal } : {}),
};

process.exitCode = await run(process.argv.slice(2), io);

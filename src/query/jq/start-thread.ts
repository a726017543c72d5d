import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { Worker } from 'node:worker_threads';
import { BLOCK_BYTES, MAX_PENDING_BLOCKS, THREAD_HEAP_MIB } from './limits.ts';
import { jqThread, SLOTS, type ThreadData } from './thread.ts';

const require = createRequire(import.meta.url);

/** jq's program, compiled. */
export async function compileJq(): Promise<WebAssembly.Module> {
  return WebAssembly.compile(await readFile(require.resolve('jq-wasm/jq.wasm')));
}

/** The near side of a thread that runs jq. */
export interface JqThread {
  readonly worker: Worker;
  /** Answers the thread's question for input; `null` is the end. */
  give(block: Uint8Array<ArrayBuffer> | null): void;
  /** Says that a block of its output was taken, so that it may send another. */
  take(): void;
  /** Whether it waits for us: for input, or for its output to be taken. */
  isWaiting(): boolean;
  stop(): Promise<void>;
}

export function startThread(module: WebAssembly.Module, expression: string): JqThread {
  const shared = new SharedArrayBuffer(Object.keys(SLOTS).length * Int32Array.BYTES_PER_ELEMENT);
  const state = new Int32Array(shared);
  state[SLOTS.waiting] = 1;
  const workerData: ThreadData = {
    module,
    packagePath: require.resolve('jq-wasm'),
    expression,
    state: shared,
    slots: SLOTS,
    blockBytes: BLOCK_BYTES,
    maxPendingBlocks: MAX_PENDING_BLOCKS,
  };
  const worker = new Worker(`(${jqThread})(require)`, {
    eval: true,
    workerData,
    env: {},
    execArgv: [],
    stdout: true,
    stderr: true,
    resourceLimits: { maxOldGenerationSizeMb: THREAD_HEAP_MIB },
  });

  function count(slot: number): void {
    Atomics.add(state, slot, 1);
    Atomics.notify(state, slot);
  }

  return {
    worker,
    give(block) {
      worker.postMessage(block, block ? [block.buffer] : []);
      count(SLOTS.given);
    },
    take: () => count(SLOTS.taken),
    isWaiting: () => Atomics.load(state, SLOTS.waiting) === 1,
    async stop() {
      await worker.terminate();
    },
  };
}

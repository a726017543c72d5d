import type * as Threads from 'node:worker_threads';

/** What a thread of jq is started with. */
export interface ThreadData {
  /** jq, compiled once for all threads. */
  readonly module: WebAssembly.Module;
  /** Where `jq-wasm` is, for `require`. */
  readonly packagePath: string;
  readonly expression: string;
  /** Four 32-bit integers: see `slots`. */
  readonly state: SharedArrayBuffer;
  readonly slots: typeof SLOTS;
  readonly blockBytes: number;
  readonly maxPendingBlocks: number;
}

/** What is shared with the thread: blocks given to it, blocks taken from it, and whether it waits (1) or works (0). */
export const SLOTS = { given: 0, taken: 1, waiting: 2 } as const;

/** What a thread says. It asks for `input` when it has read all it was given; the answer is a block, or `null` at the end. */
export type ThreadMessage =
  | { readonly kind: 'input' }
  | { readonly kind: 'output'; readonly bytes: Uint8Array }
  | { readonly kind: 'stderr'; readonly bytes: Uint8Array }
  | { readonly kind: 'exit'; readonly code: number }
  | { readonly kind: 'failed'; readonly reason: string };

/**
 * Runs jq in a worker thread, over input that arrives while it runs: jq's reads and writes of the standard streams are
 * replaced by ones that wait for the other side, so that `inputs`, `limit` and `halt` mean what they mean.
 *
 * A thread gets the text of this function, because a file would have another name when built. So it must not refer to
 * anything outside itself.
 */
export function jqThread(require: NodeJS.Require): void {
  type FdCall = (fd: number, vectors: number, count: number, done: number) => number;
  type Hook = (
    imports: Record<string, Record<string, FdCall>>,
    onSuccess: (instance: WebAssembly.Instance, module: WebAssembly.Module) => void,
  ) => void;
  interface Handle {
    raw(input: string, expression: string, flags: string[]): { exitCode: number };
  }
  const { parentPort, workerData, receiveMessageOnPort } = require('node:worker_threads') as typeof Threads;
  const port = parentPort as Threads.MessagePort;
  const data = workerData as ThreadData;
  const { loadJq } = require(data.packagePath) as { loadJq(options: { instantiateWasm: Hook }): Promise<Handle> };
  const state = new Int32Array(data.state);
  const { given, taken, waiting } = data.slots;
  const STDIN = 0;
  const sinks = new Map([
    [1, { kind: 'output', bytes: new Uint8Array(data.blockBytes), length: 0 }],
    [2, { kind: 'stderr', bytes: new Uint8Array(data.blockBytes), length: 0 }],
  ]);
  let memory: WebAssembly.Memory;
  let block: Uint8Array | null = new Uint8Array(0);
  let offset = 0;
  let sent = 0;

  function waitFor(slot: number, seen: number): void {
    Atomics.store(state, waiting, 1);
    Atomics.wait(state, slot, seen);
    Atomics.store(state, waiting, 0);
  }

  function flush(): void {
    for (const sink of sinks.values()) {
      if (sink.length === 0) continue;
      for (
        let seen = Atomics.load(state, taken);
        sent - seen >= data.maxPendingBlocks;
        seen = Atomics.load(state, taken)
      ) {
        waitFor(taken, seen);
      }
      const bytes = sink.bytes.slice(0, sink.length);
      port.postMessage({ kind: sink.kind, bytes }, [bytes.buffer]);
      sink.length = 0;
      sent++;
    }
  }

  function nextBlock(): Uint8Array | null {
    flush();
    port.postMessage({ kind: 'input' });
    for (;;) {
      const seen = Atomics.load(state, given);
      const received = receiveMessageOnPort(port);
      if (received) return received.message;
      waitFor(given, seen);
    }
  }

  function* vectorsAt(at: number, count: number): Generator<Uint8Array> {
    const view = new DataView(memory.buffer);
    for (let index = 0; index < count; index++) {
      const vector = at + 8 * index;
      yield new Uint8Array(memory.buffer, view.getUint32(vector, true), view.getUint32(vector + 4, true));
    }
  }

  /** WASI's `fd_read`: fewer bytes than asked for is right, none means the end. */
  function read(at: number, count: number, done: number): number {
    while (block && offset === block.length) {
      block = nextBlock();
      offset = 0;
    }
    let total = 0;
    for (const target of vectorsAt(at, count)) {
      const part = block?.subarray(offset, offset + target.length) ?? new Uint8Array(0);
      target.set(part);
      offset += part.length;
      total += part.length;
    }
    new DataView(memory.buffer).setUint32(done, total, true);
    return 0;
  }

  /** WASI's `fd_write`, of all bytes. */
  function write(fd: number, at: number, count: number, done: number): number {
    const sink = sinks.get(fd)!;
    let total = 0;
    for (const source of vectorsAt(at, count)) {
      total += source.length;
      for (let from = 0; from < source.length; ) {
        if (sink.length === sink.bytes.length) flush();
        const part = source.subarray(from, from + sink.bytes.length - sink.length);
        sink.bytes.set(part, sink.length);
        sink.length += part.length;
        from += part.length;
      }
    }
    new DataView(memory.buffer).setUint32(done, total, true);
    return 0;
  }

  function replaced(call: FdCall): FdCall {
    if (call.name === '_fd_read') {
      return (fd, at, count, done) => (fd === STDIN ? read(at, count, done) : call(fd, at, count, done));
    }
    if (call.name === '_fd_write') {
      return (fd, at, count, done) => (sinks.has(fd) ? write(fd, at, count, done) : call(fd, at, count, done));
    }
    return call;
  }

  function instantiate(imports: Record<string, Record<string, FdCall>>): WebAssembly.Instance {
    let found = 0;
    const wrapped: Record<string, Record<string, FdCall>> = {};
    for (const [space, calls] of Object.entries(imports)) {
      wrapped[space] = {};
      for (const [name, call] of Object.entries(calls)) {
        wrapped[space][name] = replaced(call);
        if (wrapped[space][name] !== call) found++;
      }
    }
    const instance = new WebAssembly.Instance(data.module, wrapped);
    memory = Object.values(instance.exports).find((value) => value instanceof WebAssembly.Memory) as WebAssembly.Memory;
    if (found !== 2 || !memory) throw new Error('This version of jq-wasm reads and writes in another way.');
    return instance;
  }

  async function main(): Promise<void> {
    const jq = await loadJq({
      instantiateWasm: (imports, onSuccess) => onSuccess(instantiate(imports), data.module),
    });
    Atomics.store(state, waiting, 0);
    // `--args` makes jq read its standard input instead of the file that the package names; `--` lets `-1` be an expression.
    const { exitCode } = jq.raw('', data.expression, ['-c', '--args', '--']);
    flush();
    port.postMessage({ kind: 'exit', code: exitCode });
  }

  main().catch((error: unknown) => port.postMessage({ kind: 'failed', reason: String(error) }));
}

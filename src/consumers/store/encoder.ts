import { existsSync } from 'node:fs';
import { Worker } from 'node:worker_threads';
import { createRecordEncoder } from './encode-records.ts';
import { type EncodeAnswer, type LoadRequest, pack } from './pack.ts';

/** Turns journal records into a block of rows. */
export interface Encoder {
  /** When it has returned, what the request's records refer to may change. */
  encode(request: LoadRequest): Promise<Uint8Array>;
  close(): Promise<void>;
}

/**
 * Encodes in a thread of its own, because reading an event and building its row costs as much as taking it in.
 * Where there is no compiled worker (a test that runs the sources), it encodes in this one.
 */
export function createEncoder(): Encoder {
  const file = new URL('./encode-worker.js', import.meta.url);
  return existsSync(file) ? threadEncoder(file) : inlineEncoder();
}

function inlineEncoder(): Encoder {
  const encode = createRecordEncoder();
  return { encode: async (request) => encode(pack(request)), close: async () => {} };
}

interface Waiting {
  /** The memory of the request, which serves again. */
  readonly memory: SharedArrayBuffer;
  resolve(block: Uint8Array): void;
  reject(error: Error): void;
}

/** Memory that is kept for requests: one is laid out while another is read. */
const SPARES = 2;
/** A batch has 16 MiB and a record more, which has 4 MiB but where it is a single large event. */
const MAX_SPARE_BYTES = 24 * 1024 * 1024;
/** Short-lived strings make most of the work's memory; with room for a batch of them, hardly any is ever copied. */
const YOUNG_GENERATION_MB = 32;

function threadEncoder(file: URL): Encoder {
  let worker: Worker | undefined;
  const waiting: Waiting[] = [];
  const spares: SharedArrayBuffer[] = [];

  function fail(error: Error): void {
    worker = undefined;
    for (const { reject } of waiting.splice(0)) reject(error);
  }

  function start(): Worker {
    const started = new Worker(file, { resourceLimits: { maxYoungGenerationSizeMb: YOUNG_GENERATION_MB } });
    started.unref();
    started.on('message', (answer: EncodeAnswer) => {
      const next = waiting.shift();
      if (!next) return;
      if (spares.length < SPARES && next.memory.byteLength <= MAX_SPARE_BYTES) spares.push(next.memory);
      if ('block' in answer) next.resolve(answer.block);
      else next.reject(new Error(answer.error));
    });
    started.on('error', fail);
    started.on('exit', (code) => {
      if (worker === started) fail(new Error(`the encoding thread ended with code ${code}`));
    });
    return started;
  }

  return {
    encode: (request) =>
      new Promise((resolve, reject) => {
        // An answer belongs to who has waited longest, so nobody waits before the question is ready.
        const packed = pack(request, spares.pop());
        worker ??= start();
        worker.postMessage(packed);
        waiting.push({ memory: packed.bytes.buffer, resolve, reject });
      }),
    close: async () => {
      const ending = worker;
      fail(new Error('the encoding thread was closed'));
      await ending?.terminate();
    },
  };
}

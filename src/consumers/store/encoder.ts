import { existsSync } from 'node:fs';
import { Worker } from 'node:worker_threads';
import type { ReadRecord } from '../../journal/reader.ts';
import { createRecordEncoder, type EncodeRequest } from './encode-records.ts';

/** Turns journal records into rows. */
export interface Encoder {
  encode(request: EncodeRequest): Promise<Buffer>;
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
  return { encode: async (request) => encode(request), close: async () => {} };
}

interface Waiting {
  resolve(tsv: Buffer): void;
  reject(error: Error): void;
}

/** What the worker answers: the rows, or what went wrong. */
export type EncodeAnswer = { readonly tsv: Uint8Array } | { readonly error: string };

function threadEncoder(file: URL): Encoder {
  let worker: Worker | undefined;
  const waiting: Waiting[] = [];

  function fail(error: Error): void {
    worker = undefined;
    for (const { reject } of waiting.splice(0)) reject(error);
  }

  function start(): Worker {
    const started = new Worker(file);
    started.unref();
    started.on('message', (answer: EncodeAnswer) => {
      const next = waiting.shift();
      if ('tsv' in answer) next?.resolve(Buffer.from(answer.tsv.buffer, answer.tsv.byteOffset, answer.tsv.byteLength));
      else next?.reject(new Error(answer.error));
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
        worker ??= start();
        waiting.push({ resolve, reject });
        worker.postMessage(packed(request));
      }),
    close: async () => {
      const ending = worker;
      worker = undefined;
      await ending?.terminate();
    },
  };
}

/** A request whose bytes lie in one buffer: views of a reader's larger buffer would each copy the whole of it. */
export interface PackedRequest {
  readonly journal: string;
  readonly bytes: Uint8Array;
  readonly records: readonly (Omit<ReadRecord, 'entries'> & {
    readonly entries: readonly { seq: number; length: number; meta: ReadRecord['entries'][number]['meta'] }[];
  })[];
}

function packed({ journal, records }: EncodeRequest): PackedRequest {
  const raws = records.flatMap(({ entries }) => entries.map(({ raw }) => raw));
  return {
    journal,
    bytes: Buffer.concat(raws),
    records: records.map(({ envelope, firstSeq, entries }) => ({
      envelope,
      firstSeq,
      entries: entries.map(({ seq, raw, meta }) => ({ seq, length: raw.length, meta })),
    })),
  };
}

import { existsSync } from 'node:fs';
import { Worker } from 'node:worker_threads';
import { type PackRequest, packSegment } from './pack-segment.ts';

/** Packs segments, one at a time. */
export interface Packer {
  /** See `packSegment`. */
  pack(request: PackRequest): Promise<number>;
  /** Stops what is under way; it rejects. */
  close(): Promise<void>;
}

/**
 * Packs in a thread of its own that runs after all others. Where there is no compiled worker (a test that runs the
 * sources), it packs in this one.
 */
export function createPacker(): Packer {
  const file = new URL('./pack-worker.js', import.meta.url);
  return existsSync(file) ? threadPacker(file) : { pack: packSegment, close: async () => {} };
}

function threadPacker(file: URL): Packer {
  let worker: Worker | undefined;

  function pack(request: PackRequest): Promise<number> {
    return new Promise((resolve, reject) => {
      worker = new Worker(file, { workerData: request });
      worker.unref();
      worker.once('message', resolve);
      worker.once('error', reject);
      worker.once('exit', (code) => reject(new Error(`The packing thread ended with code ${code}.`)));
    });
  }

  return {
    pack,
    close: async () => {
      await worker?.terminate();
    },
  };
}

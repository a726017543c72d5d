import { parentPort } from 'node:worker_threads';
import { runAfterOthers } from '../../thread-priority.ts';
import { createRecordEncoder } from './encode-records.ts';
import type { EncodeAnswer, PackedRequest } from './pack.ts';

runAfterOthers();
const encode = createRecordEncoder();

parentPort?.on('message', (request: PackedRequest) => {
  try {
    const block = encode(request);
    parentPort?.postMessage({ block } satisfies EncodeAnswer, [block.buffer]);
  } catch (error) {
    parentPort?.postMessage({ error: String(error) });
  }
});

import { parentPort } from 'node:worker_threads';
import { createRecordEncoder, type EncodeRequest } from './encode-records.ts';
import type { EncodeAnswer, PackedRequest } from './encoder.ts';

const encode = createRecordEncoder();

function unpacked({ journal, bytes, records }: PackedRequest): EncodeRequest {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let at = 0;
  return {
    journal,
    records: records.map(({ envelope, firstSeq, entries }) => ({
      envelope,
      firstSeq,
      entries: entries.map(({ seq, length, meta }) => {
        at += length;
        return { seq, raw: buffer.subarray(at - length, at), meta };
      }),
    })),
  };
}

function answer(request: PackedRequest): EncodeAnswer {
  try {
    return { tsv: encode(unpacked(request)) };
  } catch (error) {
    return { error: String(error) };
  }
}

parentPort?.on('message', (request: PackedRequest) => parentPort?.postMessage(answer(request)));

import { open } from 'node:fs/promises';
import type { LinesFile } from '../bench.ts';
import { generate } from '../generator/generate.ts';
import { TRAFFIC } from './traffic.ts';

/** Written at once: one system call for some hundred events. */
const CHUNK_BYTES = 1024 * 1024;

/** Writes generated events of Metadata level as kube-apiserver's log backend would. */
export async function writeLinesFile(path: string, events: number): Promise<LinesFile> {
  const file = await open(path, 'wx');
  let bytes = 0;
  let chunk = '';
  const flush = async () => {
    const buffer = Buffer.from(chunk);
    await file.writeFile(buffer);
    bytes += buffer.length;
    chunk = '';
  };
  try {
    for (const line of generate({ ...TRAFFIC, level: 'Metadata', count: events })) {
      chunk += `${line}\n`;
      if (chunk.length >= CHUNK_BYTES) await flush();
    }
    await flush();
  } finally {
    await file.close();
  }
  return { path, events, bytes };
}

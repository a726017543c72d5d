import { MessageChannel } from 'node:worker_threads';

/** One end of a channel that is closed: what is sent into it is received by nobody. */
const { port1: nowhere, port2 } = new MessageChannel();
port2.close();

/**
 * Frees the memory of a buffer at once, if it has it for itself; nobody may look at it afterwards. The collector would come
 * for it only after 64 MB of such buffers, and would go through all of its heap then.
 */
export function letGo({ buffer, byteLength }: Uint8Array): void {
  if (buffer instanceof ArrayBuffer && buffer.byteLength === byteLength) nowhere.postMessage(undefined, [buffer]);
}

import { connect } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

const ANSWER_MS = 30_000;
/** Between two pieces, so that each arrives as a packet of its own. */
const BETWEEN_MS = 20;

/**
 * Sends bytes as they are, piece by piece, and gives all that comes back until the server closes the connection or an
 * answer with a length is complete. `cut` ends the connection after the last piece.
 */
export async function exchange(url: string, pieces: readonly (string | Uint8Array)[], cut = false): Promise<string> {
  const { hostname, port } = new URL(url);
  const socket = connect({ host: hostname, port: Number(port) });
  socket.setTimeout(ANSWER_MS, () => socket.destroy(new Error('No answer.')));
  let answer = '';
  const answered = new Promise<string>((resolve, reject) => {
    socket.setEncoding('latin1').on('data', (text: string) => {
      answer += text;
      if (isComplete(answer)) resolve(answer);
    });
    socket.once('close', () => resolve(answer)).once('error', reject);
  });
  // A server that has heard enough may close before all is sent; what it answered counts.
  answered.catch(() => {});
  for (const piece of pieces) {
    if (socket.destroyed) break;
    socket.write(piece);
    await sleep(BETWEEN_MS);
  }
  if (cut) socket.destroy();
  return answered.finally(() => socket.destroy());
}

function isComplete(answer: string): boolean {
  const head = /^HTTP\/1\.1 (?!1\d\d)\d{3}[\s\S]*?\r\n\r\n/m.exec(answer);
  const length = /\r\ncontent-length: (\d+)\r\n/i.exec(head?.[0] ?? '')?.[1];
  return head !== null && length !== undefined && answer.length - head.index - head[0].length >= Number(length);
}

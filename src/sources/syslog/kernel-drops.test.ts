import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { expect, test } from 'vitest';
import { createKernelDrops, parseSockets, UDP_SOCKETS } from './kernel-drops.ts';

const HEAD =
  '   sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode ref pointer drops            ';

test.each([
  [
    'IPv4',
    '  842: 0100007F:158A 00000000:0000 07 00000000:00000300 00:00000000 00000000  1000        0 81422 2 0000000000000000 17           ',
    [{ inode: '81422', port: 5514, drops: 17 }],
  ],
  [
    'IPv6',
    ' 1095: 00000000000000000000000000000000:0202 00000000000000000000000000000000:0000 07 00000000:00000000 00:00000000 00000000     0        0 9 2 ffff8d2f8b0a3a80 0',
    [{ inode: '9', port: 514, drops: 0 }],
  ],
  ['nothing', '', []],
])('reads a row of %s', (_what, row, sockets) => {
  expect(parseSockets(`${HEAD}\n${row}\n`)).toEqual(sockets);
});

test.skipIf(!existsSync(UDP_SOCKETS.IPv4))('counts what the kernel drops of a socket of this process', async () => {
  const socket = createSocket({ type: 'udp4', recvBufferSize: 4096 });
  const sender = createSocket('udp4');
  try {
    socket.bind(0, '127.0.0.1');
    await once(socket, 'listening');
    const { port } = socket.address();
    const drops = await createKernelDrops('IPv4', port);
    // A system may keep the file empty.
    if (!drops) return;
    expect(await drops()).toBe(0);
    sender.connect(port, '127.0.0.1');
    await once(sender, 'connect');
    // Sent at once, while this process cannot read.
    const piece = Buffer.alloc(2_000);
    for (let i = 0; i < 100; i++) sender.send(piece);
    const begun = Date.now();
    let now = await drops();
    while (now === 0 && Date.now() - begun < 10_000) now = await drops();
    expect(now).toBeGreaterThan(0);
  } finally {
    socket.close();
    sender.close();
  }
});

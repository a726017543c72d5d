import { describe, expect, it } from 'vitest';
import { inNetwork, parseAddress, parseNetwork } from './network.ts';

function lies(address: string, network: string): boolean {
  const number = parseAddress(address);
  const range = parseNetwork(network);
  if (!range) throw new Error(`${network} is not a network.`);
  return number !== undefined && inNetwork(range, number);
}

describe('inNetwork', () => {
  it.each([
    ['10.1.2.3', '10.0.0.0/8'],
    ['10.1.2.3', '10.9.9.9/8'],
    ['10.1.2.3', '10.1.2.3/32'],
    ['10.1.2.3', '0.0.0.0/0'],
    ['::ffff:10.1.2.3', '10.0.0.0/8'],
    ['::ffff:a01:203', '10.0.0.0/8'],
    ['10.1.2.3', '::ffff:0:0/96'],
    ['fe80::1', 'fe80::/10'],
    ['FD00:0:0:0::5', 'fd00::/8'],
    ['::1', '::/0'],
    ['::1', '::1/128'],
    ['1:2:3:4:5:6:1.2.3.4', '1:2:3:4:5:6:102:304/128'],
  ])('%s is in %s', (address, network) => expect(lies(address, network)).toBe(true));

  it.each([
    ['11.1.2.3', '10.0.0.0/8'],
    ['10.1.2.4', '10.1.2.3/32'],
    ['::1', '0.0.0.0/0'],
    ['10.1.2.3', '::/0'],
    ['10.1.2.3', '::/64'],
    ['10.1.2.3:443', '10.0.0.0/8'],
    ['fe80::1%eth0', 'fe80::/10'],
    ['unknown', '0.0.0.0/0'],
    ['', '::/0'],
  ])('%s is not in %s', (address, network) => expect(lies(address, network)).toBe(false));

  it.each(['10.0.0.0', '10.0.0.0/33', '::/129', '10.0.0/8', '/8', 'a/8', '10.0.0.0/-1', '10.0.0.0/8 '])(
    '%j is not a network',
    (text) => expect(parseNetwork(text)).toBeUndefined(),
  );
});

import { readFile } from 'node:fs/promises';
import type { DockerConfig } from './config.ts';
import type { Endpoint } from './engine.ts';

const UNIX = 'unix://';
/** Docker's own ports. */
const PORT = 2375;
const TLS_PORT = 2376;

/** Where an entry's daemon is. Reading its certificates may throw node's errors. */
export function endpointOf({ host, tls }: Pick<DockerConfig, 'host' | 'tls'>): Endpoint {
  if (host.startsWith(UNIX)) {
    // Engines want a name in the header `Host`, any.
    const options = { socketPath: host.slice(UNIX.length), headers: { host: 'docker' } };
    return async () => ({ isTls: false, options });
  }
  const { protocol, hostname, port } = new URL(host.replace(/^tcp:/, tls ? 'https:' : 'http:'));
  const isTls = protocol === 'https:';
  const address = { host: hostname.replace(/^\[|\]$/g, ''), port: portOf(host, port, isTls) };
  return async () => {
    if (!isTls) return { isTls, options: address };
    const read = (file: string | undefined) => (file === undefined ? undefined : readFile(file));
    const [ca, cert, key] = await Promise.all([read(tls?.ca_file), read(tls?.cert_file), read(tls?.key_file)]);
    const name = tls?.server_name;
    return { isTls, options: { ...address, ca, cert, key, ...(name !== undefined && { servername: name }) } };
  };
}

/** A URL leaves out the port of its own protocol, which may be the daemon’s. */
function portOf(host: string, port: string, isTls: boolean): number {
  const written = port || /:(\d+)\/?$/.exec(host)?.[1];
  return Number(written ?? (isTls ? TLS_PORT : PORT));
}

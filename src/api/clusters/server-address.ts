import type { FastifyRequest } from 'fastify';
import { VerbatimError } from '../../errors.ts';
import type { Address } from '../options.ts';

/** The path stands in commands that are copied into a shell, so it has nothing that a shell would read. */
const PLAIN_PATH = /^[\w.~%/-]*$/;

/**
 * Where a cluster reaches the server: as who asks says, else as the configuration does, else as who asks reached it. The path
 * ends in a slash. Throws REQUEST_INVALID.
 */
export function serverAddress(
  request: Pick<FastifyRequest, 'protocol' | 'host'>,
  given: string | undefined,
  { server }: Pick<Address, 'server'>,
): URL {
  const text = given ?? server ?? `${request.protocol}://${request.host}`;
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const isHttp = url?.protocol === 'http:' || url?.protocol === 'https:';
  if (!url || !isHttp || url.username !== '' || url.password !== '' || !PLAIN_PATH.test(url.pathname)) {
    throw new VerbatimError(
      'REQUEST_INVALID',
      'server is not the address of a server; it should look like https://verbatim.example.com:7400, without a user, and with nothing but letters, digits and / . _ ~ % - in its path.',
    );
  }
  url.search = '';
  url.hash = '';
  if (!url.pathname.endsWith('/')) url.pathname += '/';
  return url;
}

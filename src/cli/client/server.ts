import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { VerbatimError } from '../../errors.ts';
import type { Io } from '../io.ts';

export const DEFAULT_URL = 'http://127.0.0.1:7400';
const DEFAULT_DATA = './data';

export interface Server {
  /** Ends with a slash: paths are below it, also behind a proxy that serves it under a prefix. */
  readonly url: URL;
  readonly token: string | undefined;
  /** Where the token was looked for when `VERBATIM_TOKEN` is not set. */
  readonly tokenFile: string;
  /** The PEM certificates of the only authorities that are trusted; without it, those that Node trusts. */
  readonly authority?: Uint8Array | undefined;
}

/**
 * The server that the environment names and the token for it: `VERBATIM_TOKEN`, else `admin.token` in `data`,
 * `VERBATIM_DATA` or `./data`; and the authority in `VERBATIM_CA_FILE`. USAGE where one of them cannot be what it should.
 */
export async function findServer(env: Io['env'], data: string | undefined): Promise<Server> {
  const tokenFile = join(data ?? (env.VERBATIM_DATA || DEFAULT_DATA), 'admin.token');
  return {
    url: serverUrl(env.VERBATIM_URL || DEFAULT_URL),
    token: await tokenOf(env.VERBATIM_TOKEN, tokenFile),
    tokenFile,
    authority: await authorityOf(env.VERBATIM_CA_FILE),
  };
}

/**
 * Parses the address of a server; the answer ends with a slash. Throws USAGE, also where it holds a password: addresses are
 * printed, in messages and in kubeconfigs.
 */
export function serverUrl(text: string): URL {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const shown = text.replace(/^.*@/s, '…@');
  if (url?.protocol !== 'http:' && url?.protocol !== 'https:') {
    throw new VerbatimError('USAGE', `"${shown}" is not the address of a server; it should look like ${DEFAULT_URL}.`);
  }
  if (url.username !== '' || url.password !== '') {
    throw new VerbatimError(
      'USAGE',
      `"${shown}" holds a user or a password, which the server does not take; leave them out and set VERBATIM_TOKEN.`,
    );
  }
  url.search = '';
  url.hash = '';
  if (!url.pathname.endsWith('/')) url.pathname += '/';
  return url;
}

/** What a credential may hold (RFC 6750 allows less). Anything else would break the header that it goes into. */
const TOKEN = /^[\x21-\x7e]+$/;

async function tokenOf(given: string | undefined, file: string): Promise<string | undefined> {
  const own = given?.trim();
  const token = own || (await readToken(file));
  if (token === undefined || TOKEN.test(token)) return token;
  // The token itself is never printed.
  const detail = 'holds what no token holds: a space, a line end or a character outside ASCII.';
  throw new VerbatimError('USAGE', `${own ? 'VERBATIM_TOKEN' : file} ${detail}`);
}

/** A name that was given and cannot be followed must not end in trusting others. */
async function authorityOf(file: string | undefined): Promise<Uint8Array | undefined> {
  if (!file) return undefined;
  const pem = await readFile(file).catch((cause: Error) => {
    throw new VerbatimError('USAGE', `VERBATIM_CA_FILE cannot be read: ${cause.message}`, { cause });
  });
  if (pem.includes('-----BEGIN CERTIFICATE-----')) return pem;
  throw new VerbatimError('USAGE', `VERBATIM_CA_FILE: ${file} holds no certificate in PEM.`);
}

/** A file that cannot be read is no token: the server may not ask for one, and its 401 is explained with this path. */
async function readToken(file: string): Promise<string | undefined> {
  try {
    return (await readFile(file, 'utf8')).trim() || undefined;
  } catch {
    return undefined;
  }
}

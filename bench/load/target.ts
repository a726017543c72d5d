import { VerbatimError } from '../../src/errors.ts';

/** kube-apiserver appends its own and strips whatever query the kubeconfig's server had. */
const QUERY = '?timeout=30s';
const LOOPBACK = /^(127(\.\d{1,3}){3}|localhost|\[::1\])$/;

/** Where batches go. */
export interface Target {
  readonly hostname: string;
  readonly port: number;
  readonly path: string;
}

/**
 * Reads the address of an audit webhook. Only `http:` on a loopback address is taken: a load generator must not be
 * aimed at another machine. Raises `USAGE`.
 */
export function parseTarget(url: string): Target {
  if (!URL.canParse(url)) throw new VerbatimError('USAGE', 'The target is not a URL.', { url });
  const { protocol, hostname, port, pathname } = new URL(url);
  if (protocol !== 'http:' || !LOOPBACK.test(hostname)) {
    throw new VerbatimError('USAGE', 'Load is only sent to http on this machine: 127.0.0.1, localhost or [::1].', {
      url,
    });
  }
  return {
    hostname: hostname.replace(/^\[|\]$/g, ''),
    port: Number(port || 80),
    path: (pathname.replace(/\/$/, '') || '/') + QUERY,
  };
}

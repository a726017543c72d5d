import { VerbatimError } from '../../errors.ts';

/** Says what to do where a listener cannot listen. */
export function listenFailed(source: string, url: string, cause: unknown): VerbatimError {
  const { code, message } = cause as NodeJS.ErrnoException;
  const why = WHY[code ?? ''] ?? message;
  return new VerbatimError('LISTEN_FAILED', `The syslog listener ${source} cannot listen at ${url}: ${why}.`, {
    cause,
  });
}

const NO_ADDRESS = 'this machine has no such address';
const WHY: Readonly<Record<string, string>> = {
  EADDRINUSE: 'another process does, or another listener; stop it, or choose another port',
  EACCES: 'ports below 1024 need more rights; choose another such as 5514, or give CAP_NET_BIND_SERVICE',
  EADDRNOTAVAIL: NO_ADDRESS,
  ENOTFOUND: NO_ADDRESS,
};

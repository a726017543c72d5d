import { VerbatimError } from '../../../src/errors.ts';
import type { Deliver, Target } from '../platform.ts';

/** As a log shipper does: lines in the body of one request. Raises `INTERNAL` where the server does not take them. */
export function byLines({ lines: url, token }: Target, signal: AbortSignal): Deliver {
  return async (lines) => {
    const all = [...lines];
    if (all.length === 0) return 0;
    const headers = { authorization: `Bearer ${token}` };
    const body = all.map((line) => `${line}\n`).join('');
    const response = await fetch(url, { method: 'POST', headers, body, signal }).catch((cause: unknown) => {
      if (!signal.aborted) throw cause;
    });
    if (!response || response.ok) return all.length;
    throw new VerbatimError('INTERNAL', `${url} answered ${response.status}: ${await response.text()}`);
  };
}

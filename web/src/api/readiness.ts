import type { Readiness } from '../../../src/api/contract.ts';

/** Asks which parts of the server are ready. An answer of 503 says so, too. */
export async function getReadiness(signal: AbortSignal): Promise<Readiness> {
  const response = await fetch('/readyz', { signal, credentials: 'same-origin', redirect: 'error' });
  return (await response.json()) as Readiness;
}

import { setTimeout as sleep } from 'node:timers/promises';
import type { TlsConfig } from '../config/tls.ts';
import { VerbatimError } from '../errors.ts';
import { type Material, materialOf, readFiles } from './material.ts';

/**
 * How often the files are read. Contents are compared, not times or names: the kubelet replaces a mounted secret by
 * turning a link, which no watching of the files sees.
 */
const POLL_MS = 10_000;

export interface ReloadOptions {
  readonly config: TlsConfig;
  /** What is in use, and the digest of the files that it came from. */
  readonly current: Material;
  readonly digest: string;
  readonly onChange: (material: Material) => void;
  /** New files cannot be used; what is in use stays. Told once for each content. */
  readonly onProblem: (error: unknown) => void;
  readonly signal: AbortSignal;
  readonly pollMs?: number | undefined;
}

/** Follows the files until the signal. A half-replaced pair is a problem until its other half is there. */
export async function followFiles(options: ReloadOptions): Promise<void> {
  const { config, onChange, onProblem, signal, pollMs = POLL_MS } = options;
  let { current, digest: known } = options;
  while (await pause(pollMs, signal)) {
    try {
      const files = await readFiles(config).catch((error: Error) => ({ error, digest: error.message }));
      if (files.digest === known) continue;
      known = files.digest;
      if ('error' in files) throw files.error;
      const next = materialOf(config, files);
      refuseExpired(next, current, config);
      current = next;
      onChange(next);
    } catch (error) {
      onProblem(error);
    }
  }
}

/** A certificate that has ended is no reason to give up one that has not. */
function refuseExpired(next: Material, current: Material, { cert_file }: TlsConfig): void {
  const now = Date.now();
  if (next.notAfter > now || current.notAfter <= now) return;
  const end = new Date(next.notAfter).toISOString();
  throw new VerbatimError('TLS_INVALID', `tls.cert_file: the new certificate in ${cert_file} ended at ${end}.`);
}

/** `false` once the signal came. */
async function pause(millis: number, signal: AbortSignal): Promise<boolean> {
  return sleep(millis, true, { signal, ref: false }).catch(() => false);
}

import { formatBytes } from '../../../ui/format-count.ts';

/** A size that may be estimated in part. */
export interface Size {
  readonly bytes: number;
  readonly estimatedBytes?: number;
  readonly unknownBodies?: number;
}

/** `~1.2 MB` where something in it is estimated or missing. */
export function estimateText({ bytes, estimatedBytes = 0, unknownBodies = 0 }: Size): string {
  return `${estimatedBytes !== 0 || unknownBodies !== 0 ? '~' : ''}${formatBytes(bytes)}`;
}

/** `+1.2 MB`, `−3 kB`. */
export function signedBytes({ bytes, ...rest }: Size): string {
  if (bytes === 0) return estimateText({ bytes, ...rest });
  return `${bytes < 0 ? '−' : '+'}${estimateText({ bytes: Math.abs(bytes), ...rest })}`;
}

/** How much more or less that is: `−40 %`. */
export function share(bytes: number, before: number): string {
  if (before === 0) return '';
  const percent = Math.round(((bytes - before) / before) * 100);
  return percent === 0 ? 'the same' : `${percent < 0 ? '−' : '+'}${Math.abs(percent)} %`;
}

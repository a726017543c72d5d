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

/** `1.2 MB more`, `~3 kB less`. */
export function moreOrLess({ bytes, ...rest }: Size): string {
  if (bytes === 0) return estimateText({ bytes, ...rest });
  return `${estimateText({ bytes: Math.abs(bytes), ...rest })} ${bytes < 0 ? 'less' : 'more'}`;
}

/** How much more or less that is: `−40 %`. */
export function share(bytes: number, before: number): string {
  if (before === 0) return '';
  const percent = Math.round(((bytes - before) / before) * 100);
  return percent === 0 ? 'the same' : `${percent < 0 ? '−' : '+'}${Math.abs(percent)} %`;
}

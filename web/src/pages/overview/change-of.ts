export interface ChangeOf {
  readonly direction: 'more' | 'fewer' | 'same';
  /** By how much, as a person says it; `undefined` where there was nothing before. */
  readonly share: string | undefined;
}

/** From here on, “so many times as many” is easier to read than per cent. */
const TIMES = 3;

/** How a count differs from one before. */
export function changeOf(count: number, before: number): ChangeOf {
  if (count === before) return { direction: 'same', share: undefined };
  const direction = count > before ? 'more' : 'fewer';
  if (before === 0) return { direction, share: undefined };
  const ratio = count / before;
  if (ratio >= TIMES) return { direction, share: `${ratio < 10 ? ratio.toFixed(1) : Math.round(ratio)}×` };
  const percent = Math.abs(ratio - 1) * 100;
  return { direction, share: percent < 1 ? '<1%' : `${Math.round(percent)}%` };
}

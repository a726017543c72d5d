const CODES = {
  bold: [1, 22],
  dim: [2, 22],
  red: [31, 39],
  green: [32, 39],
  yellow: [33, 39],
  cyan: [36, 39],
} as const;

export type Style = keyof typeof CODES;
export type Paint = (text: string, style: Style | undefined) => string;

/** Colours text for a terminal (ECMA-48 SGR), or leaves it alone. */
export function createPaint(enabled: boolean): Paint {
  if (!enabled) return (text) => text;
  return (text, style) => {
    if (style === undefined || text === '') return text;
    const [on, off] = CODES[style];
    return `\x1b[${on}m${text}\x1b[${off}m`;
  };
}

const OUTCOME_STYLES: Readonly<Record<string, Style>> = { allowed: 'green', denied: 'red', failed: 'yellow' };

export function outcomeStyle(outcome: string): Style | undefined {
  return OUTCOME_STYLES[outcome];
}

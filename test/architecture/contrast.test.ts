import { describe, expect, test } from 'vitest';
import { textOf } from './repository.ts';

const css = textOf('web/src/app/theme.css');
const COLOURS = new Map(
  [...css.matchAll(/(--[\w-]+): light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\)/g)].map(
    ([, name = '', light = '', dark = '']) => [name, { light, dark }],
  ),
);

/** WCAG 2.2, “relative luminance”. */
function luminance(hex: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function contrast(a: string, b: string): number {
  const [dark = 0, light = 0] = [luminance(a), luminance(b)].sort((x, y) => x - y);
  return (light + 0.05) / (dark + 0.05);
}

/** Text on what it stands on (1.4.3: 4.5), and signs that mean something (1.4.11: 3). */
const TEXT = 4.5;
const SIGN = 3;
const PAIRS: readonly (readonly [string, readonly string[], number])[] = [
  ['--text', ['--bg', '--surface', '--surface-2', '--surface-3', '--accent-soft', '--denied-soft'], TEXT],
  ['--muted', ['--bg', '--surface', '--surface-2'], TEXT],
  ['--accent', ['--bg', '--surface', '--surface-2', '--accent-soft'], TEXT],
  ['--on-accent', ['--accent'], TEXT],
  ...['allowed', 'denied', 'failed', 'unknown'].map(
    (name) => [`--${name}`, ['--bg', '--surface', `--${name}-soft`], TEXT] as const,
  ),
  ['--border-strong', ['--bg', '--surface'], SIGN],
  ...[1, 2, 3, 4, 5, 6, 7, 8].map((at) => [`--series-${at}`, ['--surface'], SIGN] as const),
  ['--series-rest', ['--surface'], SIGN],
];

describe.each(['light', 'dark'] as const)('in the %s theme', (theme) => {
  const colour = (name: string) => COLOURS.get(name)?.[theme] ?? expect.fail(`${name} is not in theme.css`);

  test.each(PAIRS)('%s is seen on %j', (name, grounds, least) => {
    for (const ground of grounds) {
      expect.soft(contrast(colour(name), colour(ground)), `on ${ground}`).toBeGreaterThanOrEqual(least);
    }
  });
});

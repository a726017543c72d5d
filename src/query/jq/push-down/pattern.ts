import type { TextTest } from './texts.ts';

/** A regular expression of characters that mean themselves, `.`, escaped signs, and anchors at its ends. */
const SIMPLE = /^\^?((?:[^\\^$.|?*+()[\]{}]|\.|\\[-.^$|?*+()[\]{}/:@\\])*)\$?$/su;
const PART = /\\(.)|(\.)|[^\\.]+/gsu;

/**
 * A test of text that every text matching the regular expression passes, `undefined` if the expression is not a simple
 * one. Anchors are dropped and `.` stands for any text, which lets more through.
 */
export function readPattern(expression: string): TextTest | undefined {
  const body = SIMPLE.exec(expression)?.[1];
  if (body === undefined) return undefined;
  const literals = [''];
  for (const [all, escaped, any] of body.matchAll(PART)) {
    if (any) literals.push('');
    else literals[literals.length - 1] += escaped ?? all;
  }
  const exact = literals.length === 1 && body.length === expression.length;
  return { pattern: ['', ...literals.filter((part) => part !== ''), ''], exact, passes: () => true };
}

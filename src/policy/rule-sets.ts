import type { PolicyRule } from './policy.ts';

/** Sets of rules, one bit a rule, by the words that they ask for. */
export interface RuleSets {
  /** The rules that ask for this word or for none at all; without a word, those that ask for none. */
  with(word: string | undefined): Int32Array;
}

/** `wordsOf` gives the words of which a rule asks for one; none if it asks for nothing. */
export function createRuleSets(
  rules: readonly PolicyRule[],
  wordsOf: (rule: PolicyRule) => readonly string[],
): RuleSets {
  const open = new Int32Array(Math.ceil(rules.length / 32));
  const asking = new Map<string, number[]>();
  for (const [number, rule] of rules.entries()) {
    const words = wordsOf(rule);
    if (words.length === 0) add(open, number);
    for (const word of words) {
      const numbers = asking.get(word);
      if (numbers) numbers.push(number);
      else asking.set(word, [number]);
    }
  }
  const byWord = new Map(
    [...asking].map(([word, numbers]) => {
      const set = open.slice();
      for (const number of numbers) add(set, number);
      return [word, set];
    }),
  );
  return { with: (word) => (word === undefined ? open : (byWord.get(word) ?? open)) };
}

function add(set: Int32Array, number: number): void {
  set[number >> 5]! |= 1 << (number & 31);
}

import { afterAll, describe, expect, it } from 'vitest';
import { fold } from '../src/query/fold.ts';
import { openEngine } from './query/engine.ts';

const engine = openEngine();
afterAll(engine.close);

const BLOCK = 0x1000;

function charactersFrom(start: number): string {
  const points = Array.from({ length: BLOCK }, (_, offset) => start + offset);
  // Spaces keep the characters apart: some fold differently at the end of a word.
  return points.map((point) => (point >= 0xd800 && point <= 0xdfff ? '' : String.fromCodePoint(point))).join(' ');
}

describe('fold', () => {
  it('folds every character as the engine does', async () => {
    for (let start = 0; start < 0x11_0000; start += BLOCK) {
      const text = charactersFrom(start);
      const [row] = await engine.select('SELECT lowerUTF8({text:String})', { text });
      expect(row?.[0] === fold(text), `from ${start.toString(16)}`).toBe(true);
    }
  });

  it.each(['ΑΣ ΣΑΣ', 'ΑΣ.', 'İI', '\u212aUBE', 'STRASSE ẞ', 'ǅ'])('folds %s in its context', async (text) => {
    expect(await engine.select('SELECT lowerUTF8({text:String})', { text })).toEqual([[fold(text)]]);
  });
});

import type { Wildcard } from './filter.ts';
import type { Marked } from './lexer.ts';

/** The literal parts between the stars that stand for any text; one part if there is none. Stars in a row are one. */
export function splitAtStars({ text, marks }: Marked): Wildcard {
  const parts: string[] = [];
  let from = 0;
  for (let star = marks.indexOf('*'); star >= 0; star = marks.indexOf('*', from)) {
    if (star > from || parts.length === 0) parts.push(text.slice(from, star));
    from = star + 1;
  }
  parts.push(text.slice(from));
  return parts;
}

import { tokenize } from './lexer.ts';

/** The names in a list that is separated by commas; a key between quotation marks may hold one. Throws QUERY_SYNTAX. */
export function cutNames(list: string): string[] {
  const quoted = tokenize(list).filter(({ kind }) => kind === 'quoted');
  const isQuoted = (at: number) => quoted.some(({ start, end }) => at >= start && at < end);
  const commas = [...list.matchAll(/,/g)].map(({ index }) => index).filter((at) => !isQuoted(at));
  return [...commas, list.length]
    .map((end, i) => list.slice(i === 0 ? 0 : (commas[i - 1] ?? 0) + 1, end).trim())
    .filter((name) => name !== '');
}

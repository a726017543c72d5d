import { type Token, tokenize } from '../../../../../src/query/lexer.ts';

/** What may be written where the cursor stands: the text from `from` on takes its place. */
export type CursorPlace =
  | { readonly kind: 'field'; readonly from: number; readonly typed: string }
  | { readonly kind: 'value'; readonly from: number; readonly typed: string; readonly field: string }
  | { readonly kind: 'operator'; readonly from: number; readonly typed: string };

/** Finds it. Within a text whose quotation mark is not closed yet, its value goes on. */
export function cursorPlace(text: string, at: number): CursorPlace {
  const before = text.slice(0, at);
  const { tokens, open } = tokensOf(before);
  const last = tokens.at(-1);
  if (open !== undefined) return valueOrField(tokens, open, before.slice(open + 1));
  if (!last) return { kind: 'field', from: at, typed: '' };
  const touches = last.end === at;
  if (touches && (last.kind === 'word' || last.kind === 'keyword')) {
    const from = nameStart(tokens);
    const earlier = tokens.filter(({ end }) => end <= from);
    const place = valueOrField(earlier, from, before.slice(from));
    return place.kind === 'field' && isOperand(earlier.at(-1)) ? { ...place, kind: 'operator' } : place;
  }
  if (touches && last.kind === 'quoted') return { kind: 'operator', from: at, typed: '' };
  const place = valueOrField(tokens, at, '');
  return place.kind === 'field' && isOperand(last) ? { kind: 'operator', from: at, typed: '' } : place;
}

/** The tokens, and where a text begins whose quotation mark is not closed. */
function tokensOf(text: string): { readonly tokens: readonly Token[]; readonly open?: number } {
  try {
    return { tokens: tokenize(text).slice(0, -1) };
  } catch (error) {
    const { position } = (error as { context?: { position?: unknown } }).context ?? {};
    if (typeof position !== 'number') return { tokens: [] };
    return { ...tokensOf(text.slice(0, position)), open: position };
  }
}

/** After a colon or a comparison stands a value of the name before it; in parentheses after one, too. */
function valueOrField(tokens: readonly Token[], from: number, typed: string): CursorPlace {
  let depth = 0;
  for (let i = tokens.length - 1; i >= 0; i--) {
    const token = tokens[i] as Token;
    if (token.kind === 'keyword') {
      if (depth === 0 && !insideList(tokens, i)) break;
      continue;
    }
    if (token.kind !== 'symbol') {
      if (i === tokens.length - 1) break;
      continue;
    }
    if (token.symbol === ')') depth++;
    else if (token.symbol === '(') depth = Math.max(0, depth - 1);
    else if (token.symbol === '{' || token.symbol === '}') break;
    else if (depth === 0) return { kind: 'value', from, typed, field: nameBefore(tokens, i) };
  }
  return { kind: 'field', from, typed };
}

/** Whether a keyword joins values: an open parenthesis after a colon stands before it. */
function insideList(tokens: readonly Token[], at: number): boolean {
  let depth = 0;
  for (let i = at - 1; i >= 0; i--) {
    const token = tokens[i] as Token;
    if (token.kind !== 'symbol') continue;
    if (token.symbol === ')') depth++;
    if (token.symbol === '(' && depth-- === 0) {
      const before = tokens[i - 1];
      return before?.kind === 'symbol' && before.symbol === ':';
    }
  }
  return false;
}

/** The name that ends before a sign: its parts touch each other. */
function nameBefore(tokens: readonly Token[], sign: number): string {
  let first = sign - 1;
  while (first > 0 && tokens[first - 1]?.end === tokens[first]?.start && isPart(tokens[first - 1])) first--;
  return tokens
    .slice(Math.max(0, first), sign)
    .map((token) => (token.kind === 'quoted' ? JSON.stringify(token.text) : token.kind === 'word' ? token.text : ''))
    .join('');
}

/** Where the word that is being written begins, quoted parts that it touches included. */
function nameStart(tokens: readonly Token[]): number {
  let i = tokens.length - 1;
  while (i > 0 && tokens[i - 1]?.end === tokens[i]?.start && isPart(tokens[i - 1])) i--;
  return tokens[i]?.start ?? 0;
}

function isPart(token: Token | undefined): boolean {
  return token?.kind === 'word' || token?.kind === 'quoted';
}

/** Whether a condition may end with it, so that `and` or `or` can follow. */
function isOperand(token: Token | undefined): boolean {
  return isPart(token) || (token?.kind === 'symbol' && (token.symbol === ')' || token.symbol === '}'));
}

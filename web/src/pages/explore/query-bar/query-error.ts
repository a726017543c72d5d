import { parseQuery } from '../../../../../src/query/parse-query.ts';

/** Where a query is wrong, in UTF-16 code units, and what is said about it. */
export interface QueryMistake {
  readonly message: string;
  readonly from: number;
  readonly to: number;
  readonly suggestion: string | undefined;
}

/** What the server would say of a query, without asking it. */
export function mistakeIn(query: string): QueryMistake | undefined {
  try {
    parseQuery(query, Date.now() * 1000);
    return undefined;
  } catch (error) {
    const { message, context } = error as Error & { context?: Record<string, unknown> };
    const from = Math.min(numberOf(context?.position), query.length);
    const to = Math.min(Math.max(numberOf(context?.end), from), query.length);
    const suggestion = typeof context?.suggestion === 'string' ? context.suggestion : undefined;
    return { message, from, to, suggestion };
  }
}

function numberOf(value: unknown): number {
  return typeof value === 'number' ? value : 0;
}

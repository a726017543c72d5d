import { VerbatimError } from '../errors.ts';
import { reasonOf } from './failure.ts';
import { queryExcerpt } from './query-excerpt.ts';
import { visible } from './render/visible.ts';

/**
 * What went wrong, for a person, in lines without a line end at the end. An error of a query shows where in the query.
 * Texts may come from a server or a file, so they are made safe to show.
 */
export function explain(error: unknown): string {
  if (!(error instanceof VerbatimError)) return `verbatim: ${reasonOf(error)}`;
  const lines = [`verbatim: ${reasonOf(error)}`];
  const { query, position, end, suggestion } = error.context;
  if (typeof query === 'string' && query !== '' && typeof position === 'number') {
    lines.push(...queryExcerpt(query, position, typeof end === 'number' ? end : position + 1));
  }
  if (typeof suggestion === 'string' && suggestion && !error.message.includes(suggestion)) {
    lines.push(`Did you mean ${visible(suggestion)}?`);
  }
  return lines.join('\n');
}

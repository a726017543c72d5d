import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { AuditRecord } from '../src/event/record.ts';
import { formatQuery } from '../src/query/format-query.ts';
import { parseQuery } from '../src/query/parse-query.ts';
import { toPredicate } from '../src/query/to-predicate.ts';
import { factsOf } from './query/facts.ts';
import { filters } from './query/filters.ts';
import { envelope, quarantined, records } from './query/records.ts';

const batches = fc.array(fc.oneof({ weight: 9, arbitrary: records(envelope) }, quarantined), {
  minLength: 1,
  maxLength: 5,
});
const questions = batches.chain((batch) => fc.tuple(fc.constant(batch), filters(factsOf(batch))));

describe('a filter that is written as a query and read again', () => {
  it('selects the same records', () => {
    fc.assert(
      fc.property(questions, ([batch, filter]) => {
        const again = parseQuery(formatQuery(filter), 0);
        const answers = (test: (record: AuditRecord) => boolean) => batch.map(test);
        expect(answers(toPredicate(again)), formatQuery(filter)).toEqual(answers(toPredicate(filter)));
      }),
      { numRuns: 2_000 },
    );
  });

  it('is the same filter from then on', () => {
    fc.assert(
      fc.property(questions, ([, filter]) => {
        const once = parseQuery(formatQuery(filter), 0);
        expect(parseQuery(formatQuery(once), 0)).toEqual(once);
      }),
      { numRuns: 2_000 },
    );
  });
});

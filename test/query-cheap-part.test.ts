import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FIELDS } from '../src/event/fields.ts';
import { cheapColumns, cheapPart } from '../src/query/cheap-part.ts';
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

describe('the cheap part of a filter', () => {
  it('matches whatever the filter matches', () => {
    fc.assert(
      fc.property(questions, ([batch, filter]) => {
        const [whole, part] = [toPredicate(filter), toPredicate(cheapPart(filter))];
        const lost = batch.filter((record) => whole(record) && !part(record));
        expect(lost, formatQuery(filter)).toEqual([]);
      }),
      { numRuns: 2_000 },
    );
  });

  it.each([
    ['verb: get and requestObject.a: 1', 'verb: get'],
    ['verb: get or requestObject.a: 1', ''],
    ['not (verb: get and ns: a)', ''],
    [
      'resource: secrets and not actor: system:* and (ns: a or verb: list)',
      'resource: secrets and not actor: system:*',
    ],
    ['alice', ''],
    ['verb: ""', ''],
  ])('of %s is %s', (query, part) => {
    expect(cheapPart(parseQuery(query, 0))).toEqual(
      part === '' ? { op: 'all' } : expect.objectContaining(parseQuery(part, 0)),
    );
  });

  it('is all of it where it names its columns', () => {
    fc.assert(
      fc.property(questions, ([batch, filter]) => {
        const columns = cheapColumns(filter);
        fc.pre(columns !== undefined);
        expect(batch.map(toPredicate(cheapPart(filter)))).toEqual(batch.map(toPredicate(filter)));
        expect(FIELDS.map(({ column }) => column)).toEqual(expect.arrayContaining([...(columns ?? [])]));
      }),
      { numRuns: 200, maxSkipsPerRun: 1_000 },
    );
  });
});

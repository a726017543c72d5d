import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Directory } from '../src/actors/directory.ts';
import { actorOf } from '../src/event/derive.ts';
import { type FieldPath, fieldOf } from '../src/event/fields.ts';
import type { AuditRecord } from '../src/event/record.ts';
import { nameActors } from '../src/query/actors/name-actors.ts';
import { personExpression, personValue } from '../src/query/actors/person-value.ts';
import type { Filter } from '../src/query/filter.ts';
import { fold } from '../src/query/fold.ts';
import { formatQuery } from '../src/query/format-query.ts';
import { tableMapping } from '../src/query/table-mapping.ts';
import { toPredicate } from '../src/query/to-predicate.ts';
import { toSql } from '../src/query/to-sql.ts';
import { EVENT_COLUMNS } from '../src/store/event-columns.ts';
import { directories, PLACES } from './query/directories.ts';
import { createEventsTable, openEngine } from './query/engine.ts';
import { factsOf } from './query/facts.ts';
import { conditionOn, filters } from './query/filters.ts';
import { envelope, records } from './query/records.ts';
import { encodeRecords } from './support/encode.ts';

/**
 * A question about people: the table of names is applied to the question, and the answer is the one that events with
 * the people's names in them would give.
 */

const { client, select, insert, close } = openEngine();
afterAll(close);
beforeAll(() => createEventsTable(client));

const ACTOR = { field: fieldOf('actor'), keys: [] } as unknown as FieldPath;

const record: fc.Arbitrary<AuditRecord> = fc
  .tuple(records(envelope), fc.constantFrom(...PLACES.clusters), fc.constantFrom(...PLACES.platforms))
  .map(([one, cluster, platform]) => ({ ...one, cluster, platform }));

/** Questions of which many are about actors, by names of the records, of people and of aliases. */
function questions(batch: readonly AuditRecord[], { aliases }: Directory): fc.Arbitrary<Filter> {
  const names = [
    ...batch.map(({ event }) => actorOf(event)),
    ...aliases.flatMap(({ text, person, written }) => [text, person, written]),
  ];
  const onActor = fc.constantFrom(...names).chain((value) => conditionOn({ field: ACTOR, value }));
  return fc.oneof(
    onActor,
    onActor.map((of): Filter => ({ op: 'not', of })),
    fc.array(onActor, { maxLength: 5 }).map((of): Filter => ({ op: 'or', of })),
    filters(factsOf(batch)),
  );
}

/** What a filter says of a record whose actor is a person: said without any of the code under test but the directory. */
function holds(filter: Filter, record: AuditRecord, directory: Directory): boolean {
  const who = (name: string): AuditRecord => ({ ...record, event: { user: { username: name } } });
  const person = directory.personOf(actorOf(record.event), record);
  switch (filter.op) {
    case 'and':
      return filter.of.every((part) => holds(part, record, directory));
    case 'or':
      return filter.of.some((part) => holds(part, record, directory));
    case 'not':
      return !holds(filter.of, record, directory);
    case 'equals': {
      if (filter.field.field.name !== 'actor') return toPredicate(filter)(record);
      const form = filter.ignoreCase ? fold : (text: string) => text;
      const isMeant = directory.aliases.some(
        (alias) =>
          alias.person === person &&
          (alias.isLearned || !alias.clusters) &&
          [alias.text, alias.written].some((name) => form(name) === form(filter.value)),
      );
      return isMeant || toPredicate(filter)(who(person));
    }
    case 'wildcard':
    case 'compare':
      return toPredicate(filter)(filter.field.field.name === 'actor' ? who(person) : record);
    default:
      return toPredicate(filter)(record);
  }
}

const ROUNDS = { numRuns: Number(process.env.QUERY_ROUNDS ?? 12), endOnFailure: true };
const TIMEOUT = { timeout: ROUNDS.numRuns * 20_000 };

const cases = fc
  .tuple(fc.array(record, { minLength: 1, maxLength: 30 }), directories)
  .chain(([batch, directory]) =>
    fc.tuple(
      fc.constant(batch),
      fc.constant(directory),
      fc.array(questions(batch, directory), { minLength: 20, maxLength: 20 }),
    ),
  );

describe('questions about people', () => {
  it('have one answer in SQL, as a predicate, and where events named the people', TIMEOUT, async () => {
    await fc.assert(
      fc.asyncProperty(cases, async ([batch, directory, asked]) => {
        await client.command({ query: 'TRUNCATE TABLE events' });
        const rows = batch.map((one, seq) => ({ ...one, journal: 'j', seq }));
        await insert('events', EVENT_COLUMNS, [encodeRecords(rows)]);
        for (const question of asked) {
          const named = nameActors(question, directory);
          const { sql, params } = toSql(named, { mapping: tableMapping });
          const found = await select(`SELECT seq FROM events WHERE ${sql} ORDER BY seq`, params);
          const expected = rows.filter((one) => holds(question, one, directory)).map(({ seq }) => seq);
          expect(
            found.map(([seq]) => Number(seq)),
            formatQuery(question),
          ).toEqual(expected);
          expect(rows.filter(toPredicate(named)).map(({ seq }) => seq)).toEqual(expected);
        }
      }),
      ROUNDS,
    );
  });

  it('count each person', TIMEOUT, async () => {
    await fc.assert(
      fc.asyncProperty(cases, async ([batch, directory]) => {
        await client.command({ query: 'TRUNCATE TABLE events' });
        const rows = batch.map((one, seq) => ({ ...one, journal: 'j', seq }));
        await insert('events', EVENT_COLUMNS, [encodeRecords(rows)]);
        const expected = new Map<string, number>();
        for (const one of rows) {
          const person = directory.personOf(actorOf(one.event), one);
          expected.set(person, (expected.get(person) ?? 0) + 1);
        }
        const { parts, params } = personValue(directory);
        const counts = parts.map(
          ({ value, where, groups }) =>
            `SELECT ${value} AS value, count() AS n FROM events WHERE ${where} GROUP BY ${groups.join(', ')}`,
        );
        const all = `SELECT value, sum(n) FROM (${counts.join(' UNION ALL ')}) GROUP BY value`;
        const counted = await select(all, params);
        expect(new Map(counted.map(([value, n]) => [value, Number(n)]))).toEqual(expected);
        for (const one of rows.slice(0, 3)) {
          const here = personExpression('actor', directory, one);
          const where = `SELECT toString(x) FROM (SELECT ${here.sql} AS x FROM events WHERE seq = {at:UInt64})`;
          const [[person] = []] = await select(where, { ...here.params, at: one.seq });
          expect(person).toBe(directory.personOf(actorOf(one.event), one));
        }
      }),
      ROUNDS,
    );
  });
});

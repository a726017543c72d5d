import type { Field } from '../../event/fields.ts';
import type { AuditRecord } from '../../event/record.ts';
import type { SqlCondition } from '../../query/filter.ts';
import { createBinaryReader } from './binary.ts';
import { fileEngine } from './engine.ts';
import { linesFrom, MAX_UNSURE, Odd, withoutOddFiles } from './fast.ts';
import type { Files } from './files.ts';
import { type GeneralOptions, readGenerally } from './general.ts';
import { areLastLines } from './last-lines.ts';
import { KIND, type LineSql, lineSql } from './line-sql.ts';
import type { Question } from './question.ts';
import { leavesOpen, recordsOfLine } from './read-records.ts';
import { createTest } from './record-test.ts';

/**
 * What is counted: a String of the engine's column `line`, or with `isList` an Array of them, and the same of a record. The
 * empty one is not counted.
 */
export interface Key {
  readonly sql: SqlCondition;
  readonly isList: boolean;
  readonly of: (record: AuditRecord) => readonly string[];
  /** The fields that it reads. */
  readonly fields: ReadonlySet<Field>;
}

export type Counts = ReadonlyMap<string, number>;

/** How often each key is in the events that a question is about. */
export async function countFiles(files: Files, question: Question, key: Key, options: GeneralOptions): Promise<Counts> {
  const lines = lineSql(question, options.envelope, key.fields);
  const { counts, unsure } = await withoutOddFiles(files, lines, () => countLines(files, lines, key));
  const test = createTest(question);
  const add = (record: AuditRecord) => {
    for (const value of key.of(record)) if (value !== '') counts.set(value, (counts.get(value) ?? 0) + 1);
  };
  for (const line of unsure) recordsOfLine(line, options.envelope).filter(test).forEach(add);
  await readGenerally(files, question, options, add);
  return counts;
}

interface Counted {
  readonly counts: Map<string, number>;
  /** Lines for the general way to judge. */
  readonly unsure: readonly Buffer[];
}

/** Throws `Odd` if there is more than events and a few lines that may be some. */
async function countLines(files: Files, lines: LineSql, key: Key): Promise<Counted> {
  const counts = new Map<string, number>();
  const unsure: Buffer[] = [];
  const pattern = await files.pattern();
  if (pattern === undefined) return { counts, unsure };
  const value = `SELECT kind, ${valueOrLine(key)} AS value FROM ${linesFrom(lines)}`;
  const sql = `SELECT kind, value, count() AS n FROM (${value}) WHERE value != '' GROUP BY kind, value ORDER BY kind DESC`;
  const { query } = await fileEngine();
  for await (const bytes of query(sql, { ...lines.params, ...key.sql.params, files: pattern }, 'RowBinary')) {
    const reader = createBinaryReader(bytes);
    while (!reader.isAtEnd()) {
      const kind = reader.integer(1);
      const text = reader.bytes();
      const count = reader.long();
      if (kind === KIND.match) counts.set(text.toString('utf8'), count);
      else for (let i = 0; i < count && unsure.length < MAX_UNSURE; i++) unsure.push(Buffer.from(text));
      if (kind === KIND.continues || unsure.length >= MAX_UNSURE) throw new Odd();
    }
  }
  const open = unsure.filter(leavesOpen);
  if (open.length > 0 && !(await areLastLines(open, files.plain()))) throw new Odd();
  return { counts, unsure };
}

/**
 * The values of an event, or the line itself where it may be none. A list is unfolded after that choice, because the
 * engine gives no row for an empty one.
 */
function valueOrLine({ sql: { sql }, isList }: Key): string {
  const isEvent = `kind = ${KIND.match}`;
  return isList ? `arrayJoin(if(${isEvent}, ${sql}, [line]))` : `if(${isEvent}, ${sql}, line)`;
}

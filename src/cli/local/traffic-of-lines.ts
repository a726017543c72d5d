import type { AuditRecord } from '../../event/record.ts';
import type { TrafficGroup, TrafficShape } from '../../event/traffic.ts';
import { createBinaryReader } from './binary.ts';
import { fileEngine } from './engine.ts';
import { MAX_UNSURE, Odd, withoutOddFiles } from './fast.ts';
import type { Files } from './files.ts';
import type { GeneralOptions } from './general.ts';
import { areLastLines } from './last-lines.ts';
import { KIND, type LineSql, lineSql } from './line-sql.ts';
import type { Question } from './question.ts';
import { leavesOpen, recordsOfLine } from './read-records.ts';
import { createTest } from './record-test.ts';
import { groupsSql } from './traffic-sql.ts';

/** Events in groups that a shape does not tell apart; times are microseconds since the epoch. */
export interface LineTraffic {
  readonly groups: readonly (Omit<TrafficGroup, 'sample'> & { readonly sample: AuditRecord | undefined })[];
  readonly first: number;
  readonly last: number;
  /** Events of lines that the engine is not sure of. */
  readonly others: readonly AuditRecord[];
}

type Grouped = Pick<LineTraffic, 'groups' | 'first' | 'last'> & { readonly unsure: readonly Buffer[] };

const NO_BODIES = { bodies: 0, bytes: 0, managedBytes: 0 };
const NOTHING: Grouped = {
  groups: [],
  first: Number.POSITIVE_INFINITY,
  last: Number.NEGATIVE_INFINITY,
  unsure: [],
};

/** The events in the files that the engine reads and that a question is about. What it cannot read is `files.general()` then. */
export async function trafficOfLines(
  files: Files,
  question: Question,
  shape: TrafficShape,
  { envelope }: GeneralOptions,
): Promise<LineTraffic> {
  const lines = lineSql(question, envelope);
  const read = (line: Uint8Array) => recordsOfLine(line, envelope);
  const { unsure, ...grouped } = await withoutOddFiles(files, lines, () => groupLines(files, lines, shape, read));
  return { ...grouped, others: unsure.flatMap(read).filter(createTest(question)) };
}

/** Throws `Odd` if there is more than events and a few lines that may be some. */
async function groupLines(
  files: Files,
  lines: LineSql,
  shape: TrafficShape,
  read: (line: Uint8Array) => readonly AuditRecord[],
): Promise<Grouped> {
  const pattern = await files.pattern();
  if (pattern === undefined) return NOTHING;
  const { sql, params } = groupsSql(lines, shape);
  const groups: LineTraffic['groups'][number][] = [];
  const unsure: Buffer[] = [];
  let { first, last } = NOTHING;
  const { query } = await fileEngine();
  for await (const bytes of query(sql, { ...params, files: pattern }, 'RowBinary')) {
    const reader = createBinaryReader(bytes);
    while (!reader.isAtEnd()) {
      const kind = reader.integer(1);
      const [events, size, begin, end] = [reader.long(), reader.long(), reader.long(), reader.long()];
      const [line, words] = [reader.bytes(), reader.bytes()];
      if (kind === KIND.match) {
        first = Math.min(first, begin);
        last = Math.max(last, end);
        const [sample] = read(line);
        groups.push({
          ...wordsIn(words),
          events,
          bytes: size,
          request: NO_BODIES,
          response: NO_BODIES,
          sample,
          sampleTime: begin,
        });
      } else {
        for (let i = 0; i < events && unsure.length < MAX_UNSURE; i++) unsure.push(Buffer.from(line));
      }
      if (kind === KIND.continues || unsure.length >= MAX_UNSURE) throw new Odd();
    }
  }
  const open = unsure.filter(leavesOpen);
  if (open.length > 0 && !(await areLastLines(open, files.plain()))) throw new Odd();
  return { groups, first, last, unsure };
}

/** In the order of `trafficSql`. */
function wordsIn(json: Buffer) {
  const parts = (JSON.parse(json.toString('utf8')) as string[]).map((part) => JSON.parse(part) as unknown);
  const [user, groups, verb, apiGroup, resource, subresource, namespace, name, path, level, stage] = parts as [
    string,
    string[],
    ...string[],
  ];
  const text = (word: string | undefined) => word ?? '';
  return {
    user,
    groups,
    verb: text(verb),
    apiGroup: text(apiGroup),
    resource: text(resource),
    subresource: text(subresource),
    namespace: text(namespace),
    name: text(name),
    path: text(path),
    level: text(level),
    stage: text(stage),
  };
}

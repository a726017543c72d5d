import type { AuditRecord } from '../../event/record.ts';
import type { EngineLine } from './ask-engine.ts';
import type { Files } from './files.ts';
import type { Found } from './found.ts';
import { type GeneralOptions, readGenerally } from './general.ts';
import { areLastLines } from './last-lines.ts';
import type { Question } from './question.ts';
import { leavesOpen, recordsOfLine } from './read-records.ts';
import { microsOf } from './reading.ts';
import { createTest } from './record-test.ts';

/** Those of the lines that the engine is not sure of which the question is about. */
export function judgeLines(unsure: readonly EngineLine[], question: Question, { envelope }: GeneralOptions): Found[] {
  const test = createTest(question);
  return unsure.flatMap(({ raw, file, row }) =>
    recordsOfLine(raw, envelope)
      .filter(test)
      .map((record, part) => toFound(record, file, row, part)),
  );
}

/** Whether a line that the engine is not sure of may go on in the next one. */
export async function mayGoOn(unsure: readonly EngineLine[], files: Files): Promise<boolean> {
  const open = unsure.map(({ raw }) => raw).filter(leavesOpen);
  return open.length > 0 && !(await areLastLines(open, files.plain()));
}

/** What the question is about in the files that the engine does not read. */
export function readOthers(
  files: Files,
  question: Question,
  options: GeneralOptions,
  add: (found: Found) => void | Promise<void>,
): Promise<void> {
  return readGenerally(files, question, options, (record, file, row) => add(toFound(record, file, row)));
}

function toFound(record: AuditRecord, file: number, row: number, part = 0): Found {
  const { buffer, byteOffset, length } = record.raw;
  return { time: microsOf(record), file, row, part, isEvent: false, raw: Buffer.from(buffer, byteOffset, length) };
}

import { VerbatimError } from '../../errors.ts';
import type { Asker, Engine } from '../engine.ts';
import { RECORD_COLUMNS, readRow } from '../read-row.ts';
import { patiently } from '../short-of-memory.ts';
import type { FileKey, StoredRun } from './file-run.ts';
import { LAST_NAME } from './list.ts';

type Run = Pick<StoredRun, 'at' | 'journal' | 'firstSeq' | 'entries' | 'before' | 'after'>;

/** Runs that are held at once: some hundred bytes each. */
const RUNS_A_PAGE = 1_000;
/** Events that are asked for at once; fewer where they are so large that the engine refuses. */
const EVENTS_A_PAGE = 2_048;
const FEWER = 8;

/** As a page of records is read: large values are in memory once. */
const SPARING = 'max_threads = 1, max_block_size = 128';

const THE_PLACE = 'cluster = {cluster:String} AND component = {component:String} AND node = {node:String}';

/**
 * The bytes of a file as it was read: the contents that had its name last, one after another, each in its order. What was
 * removed since is left out, and what had been recorded before otherwise than from this content.
 */
export async function* readFile(engine: Engine, key: FileKey, asker: Asker): AsyncGenerator<Buffer> {
  for (const content of await contentsOf(engine, key, asker)) {
    let after: Run | undefined;
    for (;;) {
      const runs = await runsAfter(engine, key, content, after, asker);
      for (const run of runs) yield* readRun(engine, run, asker);
      after = runs.at(-1);
      if (runs.length < RUNS_A_PAGE) break;
    }
  }
}

/** The contents of a file, in the order in which they were first read. */
async function contentsOf(engine: Engine, key: FileKey, asker: Asker): Promise<string[]> {
  const rows = await engine.query(
    `SELECT content FROM file_runs WHERE ${THE_PLACE}
     GROUP BY content HAVING ${LAST_NAME} = {file:String} ORDER BY min(received_at), min(first_seq), content`,
    { ...key },
    asker,
  );
  return rows.map(([content]) => content as string);
}

async function runsAfter(
  engine: Engine,
  key: FileKey,
  content: string,
  after: Run | undefined,
  asker: Asker,
): Promise<Run[]> {
  const position = after ? 'AND (at, journal, first_seq) > ({at:UInt64}, {journal:String}, {first_seq:UInt64})' : '';
  const rows = await engine.query(
    `SELECT at, journal, first_seq, entries, before, after FROM file_runs FINAL
     WHERE ${THE_PLACE} AND content = {content:String} ${position}
     ORDER BY at, journal, first_seq LIMIT ${RUNS_A_PAGE}`,
    { ...key, content, ...(after && { at: after.at, journal: after.journal, first_seq: after.firstSeq }) },
    asker,
  );
  return rows.map(([at, journal, firstSeq, entries, before, texts]) => ({
    at: Number(at),
    journal: journal as string,
    firstSeq: Number(firstSeq),
    entries: Number(entries),
    before: before as string,
    after: JSON.parse(texts as string) as Run['after'],
  }));
}

async function* readRun(engine: Engine, run: Run, asker: Asker): AsyncGenerator<Buffer> {
  const { journal, firstSeq, entries, before } = run;
  if (before !== '') yield Buffer.from(before, 'latin1');
  const texts = textsAfter(run);
  let size = EVENTS_A_PAGE;
  for (let done = 0; done < entries; ) {
    const count = Math.min(size, entries - done);
    let raws: Map<number, Buffer>;
    try {
      raws = await readRaws(engine, journal, firstSeq + done, count, asker);
    } catch (error) {
      if (count === 1 || !(error instanceof VerbatimError) || error.code !== 'QUERY_LIMIT') throw error;
      size = Math.ceil(count / FEWER);
      continue;
    }
    const pieces: Buffer[] = [];
    for (let i = done; i < done + count; i++) {
      const text = texts.next().value ?? '';
      const raw = raws.get(firstSeq + i);
      if (raw) pieces.push(raw, Buffer.from(text, 'latin1'));
    }
    done += count;
    yield Buffer.concat(pieces);
  }
}

/** What stood after each entry. */
function* textsAfter({ after }: Run): Generator<string, undefined> {
  for (const [count, text] of after) for (let i = 0; i < count; i++) yield text;
  return undefined;
}

/** The received bytes of some entries that follow each other, by their number. */
async function readRaws(
  engine: Engine,
  journal: string,
  first: number,
  count: number,
  asker: Asker,
): Promise<Map<number, Buffer>> {
  const ask = () =>
    engine.query(
      `SELECT * FROM (SELECT ${RECORD_COLUMNS} FROM events
       WHERE journal = {journal:String} AND seq BETWEEN {first:UInt64} AND {last:UInt64} SETTINGS ${SPARING})`,
      { journal, first: String(first), last: String(first + count - 1) },
      asker,
    );
  const rows = await patiently(ask, asker.signal);
  return new Map(rows.map((row) => readRow(row)).map(({ seq, raw }) => [seq, raw]));
}

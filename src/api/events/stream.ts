import type { FoundRecord } from '../../store/read-row.ts';
import type { Order, Position } from '../../store/select.ts';
import type { Answers } from '../access/scoped-events.ts';
import type { LineFormat } from './line-formats.ts';

/** Records that a stream asks the store for at once: more would hold more memory, fewer cost more questions. */
const STREAM_PAGE = 2_000;
/** Lines are sent together up to this size, in bytes; a larger one is a piece of its own, which is not copied. */
const PIECE_BYTES = 256 * 1024;

export interface Paging {
  readonly order: Order;
  readonly after: Position | undefined;
  readonly limit: number;
  readonly signal: AbortSignal;
  /** Told how many records were handed on. */
  readonly gave: (records: number) => void;
}

/** The lines of all records of a selection. The first page is read before this resolves, so that an error still has a status of its own. */
export async function streamOf(
  answers: Pick<Answers, 'page'>,
  paging: Paging,
  format: LineFormat,
): Promise<AsyncGenerator<Buffer>> {
  const pages = pagesOf(answers, paging);
  return lines(await pages.next(), pages, format);
}

/** All records of a selection, page by page. Each page is a question of its own, so nothing is held in between. */
async function* pagesOf(
  answers: Pick<Answers, 'page'>,
  { order, after, limit, signal, gave }: Paging,
): AsyncGenerator<FoundRecord[]> {
  let left = limit;
  let position = after;
  while (left > 0) {
    const size = Math.min(left, STREAM_PAGE);
    const { records, next } = await answers.page({ limit: size, order, after: position, signal });
    gave(records.length);
    yield records;
    if (!next) return;
    left -= records.length;
    position = next;
  }
}

async function* lines(
  first: IteratorResult<FoundRecord[]>,
  rest: AsyncGenerator<FoundRecord[]>,
  format: LineFormat,
): AsyncGenerator<Buffer> {
  if (format.head !== '') yield Buffer.from(format.head);
  if (!first.done) yield* pieces(first.value, format);
  for await (const page of rest) yield* pieces(page, format);
}

function* pieces(page: readonly FoundRecord[], { line }: LineFormat): Generator<Buffer> {
  let waiting: Buffer[] = [];
  let bytes = 0;
  for (const record of page) {
    const parts = line(record);
    const size = parts.reduce((sum, { length }) => sum + length, 0);
    waiting.push(...parts);
    bytes += size;
    if (bytes < PIECE_BYTES) continue;
    if (size < PIECE_BYTES) yield Buffer.concat(waiting, bytes);
    else yield* waiting;
    waiting = [];
    bytes = 0;
  }
  if (bytes > 0) yield Buffer.concat(waiting, bytes);
}

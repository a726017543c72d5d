import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { type Asked, askEngine, type EngineLine } from './ask-engine.ts';
import { fileEngine } from './engine.ts';
import { MAX_UNSURE, Odd, withoutOddFiles } from './fast.ts';
import type { Files } from './files.ts';
import { createBest, type Found, first, inOrder, merge, type Order } from './found.ts';
import type { GeneralOptions } from './general.ts';
import { KIND, lineSql } from './line-sql.ts';
import type { Question } from './question.ts';
import { createSpool } from './spool.ts';

export interface SearchOptions extends GeneralOptions {
  readonly order: Order;
  /** `Infinity`: all. */
  readonly limit: number;
}

/** So many events are kept in memory at most; more of them lie on the disk, for the engine to sort. */
const MOST_IN_MEMORY = 10_000;

/** The events that a question is about, in order, in batches. A batch is read before the next one is asked for. */
export async function* searchFiles(
  files: Files,
  question: Question,
  options: SearchOptions,
): AsyncGenerator<readonly Found[]> {
  const { order, limit, envelope } = options;
  const compare = inOrder(order);
  const lines = lineSql(question, envelope);
  // The unsure lines take places of the limit that events may need.
  const ask = async (): Promise<Asked> => ({ lines, order, limit: limit + MAX_UNSURE, pattern: await files.pattern() });
  const { unsure, events, close } = await withoutOddFiles(files, lines, async () =>
    divide(askEngine(await ask()), files),
  );
  const others = unsure.length === 0 ? [] : (await import('./other-records.ts')).judgeLines(unsure, question, options);
  try {
    if (limit <= MOST_IN_MEMORY) {
      const best = createBest(limit, compare);
      others.forEach(best.add);
      await addOthers(best.add);
      return yield* first(merge(events, best.take(), compare), limit);
    }
    others.sort(compare);
    if (files.general().length === 0) return yield* first(merge(events, others, compare), limit);
  } finally {
    await close();
  }
  // The engine answers once more, with what it does not read itself.
  const spool = createSpool(join((await fileEngine()).folder, `spool-${spools++}`));
  try {
    await addOthers(spool.add);
    await spool.close();
    const again = await divide(askEngine({ ...(await ask()), spool: spool.path }), files);
    try {
      yield* first(merge(again.events, others, compare), limit);
    } finally {
      await again.close();
    }
  } finally {
    await rm(spool.path, { force: true });
  }

  async function addOthers(add: (found: Found) => void | Promise<void>): Promise<void> {
    if (files.general().length === 0) return;
    const { readOthers } = await import('./other-records.ts');
    await readOthers(files, question, options, add);
  }
}

/** Commands of one process have a spool each. */
let spools = 0;

interface Divided {
  /** Lines for the general way to judge. */
  readonly unsure: readonly EngineLine[];
  readonly events: AsyncIterable<readonly Found[]>;
  /** To be called in any case: the engine answers one question at a time. */
  readonly close: () => Promise<void>;
}

/** Takes from the engine's answer what comes before its events. Throws `Odd` if that is more than it should be. */
async function divide(answer: AsyncGenerator<readonly EngineLine[]>, files: Files): Promise<Divided> {
  const unsure: EngineLine[] = [];
  const close = async () => void (await answer.return(undefined));
  for (;;) {
    const next = await answer.next();
    const batch = next.done ? [] : next.value;
    const firstEvent = batch.findIndex(({ kind }) => kind === KIND.match);
    const before = firstEvent < 0 ? batch : batch.slice(0, firstEvent);
    unsure.push(...before.map((line) => ({ ...line, raw: Buffer.from(line.raw) })));
    if (unsure.length >= MAX_UNSURE || before.some(({ kind }) => kind === KIND.continues)) {
      await close();
      throw new Odd();
    }
    if (!next.done && firstEvent < 0) continue;
    if (unsure.length > 0 && (await (await import('./other-records.ts')).mayGoOn(unsure, files))) {
      await close();
      throw new Odd();
    }
    if (next.done) return { unsure, events: answer, close };
    return { unsure, events: withFirst(batch.slice(firstEvent), answer), close };
  }
}

async function* withFirst(
  batch: readonly Found[],
  rest: AsyncIterable<readonly Found[]>,
): AsyncGenerator<readonly Found[]> {
  yield batch;
  yield* rest;
}

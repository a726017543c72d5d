import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { ClickHouseClient } from '@clickhouse/client';
import { VerbatimError } from '../errors.ts';

/** Runs questions that can be stopped. */
export interface Stoppable {
  /**
   * Runs `ask`, which has to set `log_comment` to the name it is given. When `signal` aborts, the engine is told to stop the
   * question; then, as when all are stopped, it rejects with BUSY.
   */
  run<R>(ask: (name: string) => Promise<R>, signal?: AbortSignal): Promise<R>;
  /** Stops all that run, and those that come later. */
  stopAll(): void;
  /** Resolves when the engine is being told nothing more. */
  idle(): Promise<void>;
}

/** A question that has only just been asked is not known to the engine yet; so it is told again until it has stopped. */
const TELL_AGAIN_MS = 250;

/** `client` must be free while questions run on others. */
export function createStoppable(client: Pick<ClickHouseClient, 'command'>): Stoppable {
  const prefix = `verbatim-question-${randomUUID()}-`;
  const all = new AbortController();
  const telling = new Set<Promise<void>>();
  let asked = 0;

  async function stop(name: string, running: AbortSignal): Promise<void> {
    while (!running.aborted) {
      const query = `KILL QUERY WHERE Settings['log_comment'] = {name:String} ASYNC`;
      // An engine that cannot be told has its own bound on the time of a question.
      await client.command({ query, query_params: { name } }).catch(() => {});
      await sleep(TELL_AGAIN_MS, undefined, { signal: running }).catch(() => {});
    }
  }

  return {
    run: async (ask, signal) => {
      const name = `${prefix}${++asked}`;
      const leaving = signal ? AbortSignal.any([signal, all.signal]) : all.signal;
      if (leaving.aborted) throw stopped();
      const ended = new AbortController();
      const tell = () => {
        const told = stop(name, ended.signal).finally(() => telling.delete(told));
        telling.add(told);
      };
      leaving.addEventListener('abort', tell, { once: true, signal: ended.signal });
      try {
        return await ask(name);
      } catch (error) {
        throw leaving.aborted ? stopped() : error;
      } finally {
        ended.abort();
      }
    },
    stopAll: () => all.abort(),
    idle: async () => {
      await Promise.all(telling);
    },
  };
}

function stopped(): VerbatimError {
  return new VerbatimError('BUSY', 'The question was stopped: nobody waits for the answer, or the store is closing.');
}

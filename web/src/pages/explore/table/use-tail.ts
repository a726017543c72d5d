import { createParser } from 'eventsource-parser';
import { useEffect, useReducer, useRef } from 'react';
import type { EventItem, Problem } from '../../../../../src/api/contract.ts';
import { parseExact } from '../../../../../src/event/exact-json.ts';
import { noteUnauthorized, request, withParams } from '../../../api/client.ts';
import { ApiProblem } from '../../../api/problem.ts';
import { type Listed, listed } from './listed.ts';
import { addRecords, type LiveRows, NO_ROWS, resume } from './live-rows.ts';

/** Records are shown together after so long, in milliseconds: a busy cluster would hold up the page with each of them. */
const SHOWN_EVERY_MS = 250;
/** A connection that ended is made again after this time, in milliseconds. */
const AGAIN_MS = 2_000;

export interface Tail extends LiveRows {
  readonly isPaused: boolean;
  readonly error: unknown;
  pause(isPaused: boolean): void;
}

interface State extends LiveRows {
  readonly isPaused: boolean;
  readonly error: unknown;
}

type Change =
  | { readonly kind: 'records'; readonly records: readonly Listed[]; readonly missed: number }
  | { readonly kind: 'paused'; readonly isPaused: boolean }
  | { readonly kind: 'failed'; readonly error: unknown }
  | { readonly kind: 'reset' };

const START: State = { ...NO_ROWS, isPaused: false, error: undefined };

function next(state: State, change: Change): State {
  switch (change.kind) {
    case 'records':
      return { ...state, ...addRecords(state, change.records, change.missed, state.isPaused), error: undefined };
    case 'paused':
      return { ...state, ...(change.isPaused ? {} : resume(state)), isPaused: change.isPaused };
    case 'failed':
      return { ...state, error: change.error };
    case 'reset':
      return START;
  }
}

/** Events as they arrive, newest first, while `isLive`. */
export function useTail(isLive: boolean, query: string, cluster: string): Tail {
  const [state, dispatch] = useReducer(next, START);
  const waiting = useRef<{ records: Listed[]; missed: number }>({ records: [], missed: 0 });

  useEffect(() => {
    dispatch({ kind: 'reset' });
    if (!isLive) return;
    const gone = new AbortController();
    const flush = setInterval(() => {
      const { records, missed } = waiting.current;
      if (records.length === 0 && missed === 0) return;
      waiting.current = { records: [], missed: 0 };
      dispatch({ kind: 'records', records, missed });
    }, SHOWN_EVERY_MS);
    void follow({ query, cluster }, gone.signal, {
      record: (record) => waiting.current.records.push(record),
      missed: (count) => {
        waiting.current.missed += count;
      },
      failed: (error) => dispatch({ kind: 'failed', error }),
    });
    return () => {
      gone.abort();
      clearInterval(flush);
      waiting.current = { records: [], missed: 0 };
    };
  }, [isLive, query, cluster]);

  return { ...state, pause: (isPaused) => dispatch({ kind: 'paused', isPaused }) };
}

interface Listener {
  record(record: Listed): void;
  missed(count: number): void;
  failed(error: unknown): void;
}

/** Follows until it is aborted; a connection that ends is made again, a question that is wrong is not. */
async function follow(
  question: { readonly query: string; readonly cluster: string },
  signal: AbortSignal,
  listener: Listener,
): Promise<void> {
  while (!signal.aborted) {
    try {
      await readStream(await request(withParams('/api/v1/tail', question), { signal }), listener);
    } catch (error) {
      if (signal.aborted) return;
      listener.failed(error);
      if (error instanceof ApiProblem && error.status >= 400 && error.status < 500) return;
    }
    await new Promise((resolve) => setTimeout(resolve, AGAIN_MS));
  }
}

async function readStream({ body }: Response, listener: Listener): Promise<void> {
  const parser = createParser({
    onEvent: ({ event, data }) => {
      if (event === 'record') listener.record(listed(parseExact(data) as EventItem));
      if (event === 'missed') listener.missed((JSON.parse(data) as { count: number }).count);
      if (event !== 'problem') return;
      const problem = new ApiProblem(JSON.parse(data) as Problem);
      noteUnauthorized(problem);
      listener.failed(problem);
    },
  });
  const reader = body?.pipeThrough(new TextDecoderStream()).getReader();
  for (;;) {
    const piece = await reader?.read();
    if (!piece || piece.done) return;
    parser.feed(piece.value);
  }
}

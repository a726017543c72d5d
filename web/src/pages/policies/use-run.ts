import { useCallback, useEffect, useRef, useState } from 'react';
import { type Progress, postWithProgress } from '../../api/progress.ts';

/** A long work of the server: whether it goes on, how far it is, and what came of it. */
export interface Run<T> {
  readonly isRunning: boolean;
  readonly progress: Progress | undefined;
  /** Of the last run that ended; stays while another goes on. */
  readonly done: { readonly result: T; readonly body: object } | undefined;
  readonly error: unknown;
  readonly start: (body: object) => void;
  readonly cancel: () => void;
}

type State<T> = Pick<Run<T>, 'isRunning' | 'progress' | 'done' | 'error'>;

export function useRun<T>(path: string): Run<T> {
  const [state, setState] = useState<State<T>>({
    isRunning: false,
    progress: undefined,
    done: undefined,
    error: undefined,
  });
  const running = useRef<AbortController>(undefined);
  useEffect(() => () => running.current?.abort(), []);

  const start = useCallback(
    (body: object) => {
      running.current?.abort();
      const controller = new AbortController();
      running.current = controller;
      const change = (next: Partial<State<T>>) => {
        if (running.current === controller) setState((before) => ({ ...before, ...next }));
      };
      change({ isRunning: true, progress: undefined, error: undefined });
      postWithProgress<T>(path, body, {
        onProgress: (progress) => change({ progress }),
        signal: controller.signal,
      }).then(
        (result) => change({ isRunning: false, done: { result, body } }),
        (error) => change({ isRunning: false, error: controller.signal.aborted ? undefined : error }),
      );
    },
    [path],
  );
  const cancel = useCallback(() => running.current?.abort(), []);
  return { ...state, start, cancel };
}

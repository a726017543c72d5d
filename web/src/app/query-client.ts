import { QueryClient } from '@tanstack/react-query';
import { ApiProblem } from '../api/problem.ts';

/** What was answered so lately is shown again without asking, in milliseconds. */
const FRESH_MS = 15_000;
/** Tries after the first where the server pushes back or is away. */
const RETRIES = 2;

/** Questions are asked again only where that can help: not where the question is wrong, nor where it may not be asked. */
function canHelp(failures: number, error: unknown): boolean {
  if (!(error instanceof ApiProblem)) return false;
  return failures < RETRIES && (error.status === 0 || error.status === 503);
}

export function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: { retry: canHelp, staleTime: FRESH_MS, refetchOnWindowFocus: false, networkMode: 'always' },
      mutations: { networkMode: 'always' },
    },
  });
}

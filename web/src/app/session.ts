import { type QueryClient, queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { getJson, sendJson } from '../api/client.ts';
import { isProblem } from '../api/problem.ts';

/** Who is signed in. */
export interface Session {
  readonly principal: {
    readonly id: string;
    readonly name: string;
    readonly role: 'admin' | 'auditor' | 'viewer' | 'ingest';
    readonly scope: { readonly clusters?: readonly string[]; readonly namespaces?: readonly string[] };
  };
  /** Missing where it holds until somebody signs out. */
  readonly expiresAt?: string;
}

const SESSION = '/api/v1/session';

/** `null` where nobody is signed in. */
export const sessionQuery = queryOptions({
  queryKey: ['session'],
  queryFn: ({ signal }) => whoIsSignedIn(signal),
  staleTime: 60_000,
});

async function whoIsSignedIn(signal: AbortSignal): Promise<Session | null> {
  try {
    return await getJson<Session>(SESSION, {}, signal);
  } catch (error) {
    if (isProblem(error, 'UNAUTHORIZED')) return null;
    throw error;
  }
}

/** Who is signed in. Only below the shell, where somebody is. */
export function useSession(): Session {
  const { data } = useQuery(sessionQuery);
  if (!data) throw new Error('Nobody is signed in.');
  return data;
}

export function useSignIn() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (token: string) => sendJson<Session>('POST', SESSION, { token }),
    onSuccess: (session) => {
      client.clear();
      client.setQueryData(sessionQuery.queryKey, session);
    },
  });
}

export function useSignOut() {
  const client = useQueryClient();
  const navigate = useNavigate();
  return useMutation({
    mutationFn: () => sendJson('DELETE', SESSION),
    onSuccess: async () => {
      await navigate({ to: '/sign-in' });
      forget(client);
    },
  });
}

/** Drops all that was shown to who was signed in. */
export function forget(client: QueryClient): void {
  client.clear();
  client.setQueryData(sessionQuery.queryKey, null);
}

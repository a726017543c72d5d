import { type UseQueryResult, useQuery } from '@tanstack/react-query';
import type { ConnectAnswer } from '../../../../src/api/contract.ts';
import { getJson } from '../../api/client.ts';
import type { Platform } from './platforms.ts';

/** A cluster that is to be connected. */
export interface Wanted {
  readonly name: string;
  readonly platform: Platform;
  /** `''` where the server is to say. */
  readonly server: string;
}

/** What is to be done so that a cluster sends its events, and whether it has a credential. */
export function useConnect({ name, platform, server }: Wanted): UseQueryResult<ConnectAnswer> {
  return useQuery({
    queryKey: ['connect', name, platform, server],
    queryFn: ({ signal }) =>
      getJson<ConnectAnswer>(`/api/v1/clusters/${encodeURIComponent(name)}/connect`, { for: platform, server }, signal),
  });
}

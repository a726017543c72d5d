import type { CreatedCluster } from '../../../../src/api/contract.ts';
import { sendJson } from '../../api/client.ts';

/** Gives the credential, which is told once. */
export function addCluster(name: string, server: string): Promise<CreatedCluster> {
  return sendJson<CreatedCluster>('POST', '/api/v1/clusters', { name, ...(server === '' ? {} : { server }) });
}

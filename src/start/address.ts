import type { Address } from '../api/options.ts';
import type { Config } from '../config/schema.ts';
import { readAuthority } from '../tls/material.ts';

/** How others reach the server, as the configuration says; the file is read anew each time. Throws TLS_INVALID. */
export async function addressFrom({ external_url, tls }: Pick<Config, 'external_url' | 'tls'>): Promise<Address> {
  const certificateAuthority = tls?.ca_file === undefined ? undefined : await readAuthority(tls.ca_file);
  return {
    ...(external_url === undefined ? {} : { server: external_url }),
    ...(certificateAuthority === undefined ? {} : { certificateAuthority }),
  };
}

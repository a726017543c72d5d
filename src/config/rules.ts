import type { Problem } from './problems.ts';
import type { Config } from './schema.ts';

/** What a schema of single keys cannot say: keys that do not go together. */
export function brokenRules({ listen, insecure, tls }: Config): Problem[] {
  const problems: Problem[] = [];
  if (!tls && !insecure && !isLoopback(hostOf(listen))) {
    problems.push({
      path: 'listen',
      message:
        `${listen} is reached from other machines, and without TLS tokens and events would cross the network readable; ` +
        'set tls.cert_file and tls.key_file, listen on 127.0.0.1, or say insecure: true where a proxy or a network of its own protects it',
    });
  }
  if (tls && tls.client_certificates.length > 0 && tls.client_ca_file === undefined) {
    problems.push({
      path: 'tls.client_certificates',
      message: 'without tls.client_ca_file no client certificate can be checked; name the authority that signs them',
    });
  }
  return problems;
}

/** Splits HOST:PORT; the brackets of an IPv6 address are left out. */
export function hostOf(listen: string): string {
  return listen.slice(0, listen.lastIndexOf(':')).replace(/^\[|\]$/g, '');
}

/** Whether only this machine reaches the address. A name other than `localhost` may be anything. */
function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || /^127(\.\d{1,3}){3}$/.test(host);
}

import { OWN_NAME } from '../event/record.ts';
import { hostOf, isLoopback } from './address.ts';
import { coveredEntry } from './admission-order.ts';
import type { Problem } from './problems.ts';
import type { Config } from './schema.ts';

/** What a schema of single keys cannot say: keys that do not go together. */
interface Rule {
  /** The top keys that it reads: it says nothing where one of them is wrong already. */
  readonly keys: readonly (keyof Config)[];
  readonly path: string;
  /** What is wrong, if anything. */
  readonly check: (config: Config) => string | false | undefined;
}

const OWN_NAME_TAKEN = `a cluster is named ${OWN_NAME}, the name under which Verbatim records what is done to itself; choose another`;

const RULES: readonly Rule[] = [
  {
    keys: ['listen', 'insecure', 'tls'],
    path: 'listen',
    check: ({ listen, insecure, tls }) =>
      !tls &&
      !insecure &&
      !isLoopback(hostOf(listen)) &&
      `${listen} is reached from other machines, and without TLS tokens and events would cross the network readable; ` +
        'set tls.cert_file and tls.key_file, listen on 127.0.0.1, or say insecure: true where a proxy or a network of its own protects it',
  },
  {
    keys: ['tls'],
    path: 'tls.client_certificates',
    check: ({ tls }) =>
      tls &&
      tls.client_certificates.length > 0 &&
      tls.client_ca_file === undefined &&
      'without tls.client_ca_file no client certificate can be checked; name the authority that signs them',
  },
  {
    keys: ['tls'],
    path: 'tls.client_certificates',
    check: ({ tls }) => namesOwn(tls) && OWN_NAME_TAKEN,
  },
  {
    keys: ['admission'],
    path: 'admission',
    check: ({ admission }) => {
      const covered = coveredEntry(admission);
      return (
        covered &&
        `entry ${covered.entry} never holds: entry ${covered.by} before it is for the same clusters and sources; put it behind`
      );
    },
  },
  { keys: ['sources'], path: 'sources', check: ({ sources }) => namesOwn(sources) && OWN_NAME_TAKEN },
  {
    keys: ['store'],
    path: 'store.password',
    check: ({ store }) =>
      store.password !== undefined &&
      store.password_file !== undefined &&
      'there is store.password_file too; only one of them can be the password, so leave one out',
  },
  {
    keys: ['journal'],
    path: 'journal.max_bytes',
    check: ({ journal }) =>
      journal.max_bytes !== undefined &&
      journal.max_bytes < journal.segment_bytes &&
      `it is less than a single file of the journal, journal.segment_bytes, ${journal.segment_bytes}`,
  },
];

/** The rules that a configuration breaks; those about `wrong` top keys are passed over. */
export function brokenRules(config: Config, wrong: ReadonlySet<string>): Problem[] {
  return RULES.filter(({ keys }) => !keys.some((key) => wrong.has(key))).flatMap(({ path, check }) => {
    const message = check(config);
    return message ? [{ path, message }] : [];
  });
}

/** Whether a part of the configuration has a `cluster` of that name, wherever it stands. */
function namesOwn(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return Object.entries(value).some(([key, inner]) => (key === 'cluster' && inner === OWN_NAME) || namesOwn(inner));
}

import type { EventKind } from '../format.ts';

/** Messages that are in no other format. */
export const KINDS: readonly EventKind[] = [
  {
    name: 'rfc5424-message',
    meaning: 'A program logged a message, sent with structured data as RFC 5424 says.',
    identifiedBy: '<30>1 ',
    example:
      '<30>1 2026-03-01T03:12:45.123456Z worker-0 kubelet 812 - [origin ip="10.1.0.9"] Deleted pod prod/shop-1 as asked',
    becomes: { platform: 'syslog', component: 'kubelet', outcome: 'unknown' },
  },
  {
    name: 'rfc3164-message',
    meaning:
      'A program logged a message, as most systems have always sent them; a worker node of IBM Cloud writes such lines.',
    identifiedBy: 'Mar  1 03:12:45 ',
    example:
      'Mar  1 03:12:45 worker-0 sudo[6040]: ann : TTY=pts/0 ; PWD=/home/ann ; USER=root ; COMMAND=/usr/bin/crictl ps',
    becomes: { platform: 'syslog', component: 'sudo', outcome: 'unknown' },
  },
];

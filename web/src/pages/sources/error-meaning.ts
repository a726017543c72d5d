const MEANS: Readonly<Record<string, string>> = {
  unreadable: 'It is tried again; what stands there is not lost.',
  'lost-bytes': 'Bytes of files that were removed before they were read. Keep rotated files longer.',
  gap: 'The daemon rotated a log away before it was read. Give its log driver more or larger files.',
  'refused-address': 'Senders whose address is not in allow.',
  'refused-connections': 'More connections than max_connections.',
  'refused-handshake': 'TLS could not be agreed upon. See the sender’s log.',
  'refused-certificate': 'The sender’s certificate is of no authority or cluster that is known here.',
  'refused-memory': 'Too much was sent that does not end.',
  'lost-queue-full':
    'Datagrams came faster than they could be kept (queue_bytes). Send over TCP or TLS: then senders wait.',
  'lost-stopped': 'Messages that could not be kept before the server stopped.',
  'lost-failed': 'Messages that could not be kept; the server’s log says why.',
};

/** What a reason of errors means and what to do, as sentences; `''` for one that is not known here. */
export function errorMeaning(reason: string): string {
  return MEANS[reason] ?? '';
}

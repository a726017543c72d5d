/** What became of events that were not kept, or not whole. */
export interface DropMeaning {
  readonly title: string;
  /** Why, and what to do, as sentences. */
  readonly text: string;
  /** Finds the events, where they are kept. */
  readonly query?: string;
  /** A page that shows or changes it. */
  readonly page?: '/policies' | '/sources/quarantined' | '/sources/mke';
  readonly pageLabel?: string;
}

const MEANS: Readonly<Record<string, DropMeaning>> = {
  duplicate: {
    title: 'Duplicates',
    text: 'They came before, byte for byte, as when a sender repeats a delivery. The first is kept; nothing is missing.',
  },
  policy: {
    title: 'Left out by policy',
    text: 'A policy of admission, or the audit level of MKE, says not to keep them. They are nowhere.',
    page: '/policies',
    pageLabel: 'Policies',
  },
  truncated: {
    title: 'Truncated',
    text: 'Events above truncate.max_event_bytes: kept without the bodies of request and answer.',
    query: 'annotations."audit.k8s.io/truncated": "true"',
  },
  quarantined: {
    title: 'Quarantined',
    text: 'They could not be read. They are kept as they came, can be searched by their text, and say what is wrong.',
    page: '/sources/quarantined',
    pageLabel: 'Look at them',
  },
  'controller-log': {
    title: 'Not audit: a controller’s own log',
    text: 'Lines that a controller, such as that of MKE, logs beside its audit events. They are not kept.',
    page: '/sources/mke',
    pageLabel: 'Audit level of MKE',
  },
  'empty-line': { title: 'Not audit: empty lines', text: 'Lines with nothing on them. They are not kept.' },
};

/** What a reason means; one that is not known here is named. */
export function dropMeaning(reason: string): DropMeaning {
  return MEANS[reason] ?? { title: `Not audit: ${reason}`, text: 'Lines that are no audit events. They are not kept.' };
}

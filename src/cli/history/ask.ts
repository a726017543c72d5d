import type { HistoryItem, HistoryPage, StateAnswer } from '../../api/contract.ts';
import { NO_NAMESPACE } from '../../api/contract.ts';
import type { Client } from '../client/client.ts';

/** Which object, and what about it. */
export interface HistoryQuestion {
  readonly resource: string;
  readonly name: string;
  readonly namespace: string | undefined;
  readonly cluster: readonly string[];
  readonly group: string | undefined;
  readonly from: string | undefined;
  readonly to: string | undefined;
  readonly reads: boolean;
  readonly status: boolean;
  /** 0: all. */
  readonly limit: number;
}

/** Where the life of an object is read from: a server, or files. */
export interface Histories {
  /** The newest first. */
  readonly changes: (question: HistoryQuestion) => AsyncIterable<readonly HistoryItem[]>;
  readonly state: (question: HistoryQuestion, at: string) => Promise<StateAnswer>;
  /** To be called when the answers were given. Throws if they are not complete: FILE_UNREADABLE. */
  readonly end: () => void;
}

/** Requests that are looked at for one page of the server. */
const PAGE = 100;

export function serverHistories(client: Client): Histories {
  const pathOf = ({ namespace = NO_NAMESPACE, resource, name }: HistoryQuestion, what: string) =>
    `api/v1/objects/${[namespace, resource, name].map(encodeURIComponent).join('/')}/${what}`;
  const which = ({ cluster, group }: HistoryQuestion) => ({ cluster: cluster.join(','), apiGroup: group });

  return {
    changes: async function* (question) {
      const { from, to, reads, status, limit } = question;
      let left = limit || Number.POSITIVE_INFINITY;
      let cursor: string | null = '';
      while (cursor !== null && left > 0) {
        const query = { ...which(question), from, to, reads: String(reads), status: String(status) };
        const page: HistoryPage = await client.json<HistoryPage>(pathOf(question, 'history'), {
          query: { ...query, limit: Math.min(left, PAGE), cursor },
        });
        yield page.items.slice(0, left);
        left -= page.items.length;
        cursor = page.next;
      }
    },
    state: (question, at) => client.json<StateAnswer>(pathOf(question, 'state'), { query: { ...which(question), at } }),
    end: () => {},
  };
}

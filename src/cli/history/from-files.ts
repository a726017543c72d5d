import { MAX_DIFFERENCE_VALUE, MAX_DIFFERENCES, MAX_MISSED, MAX_STATE_BODY, NO_NAMESPACE } from '../../api/contract.ts';
import { VerbatimError } from '../../errors.ts';
import { parseExact } from '../../event/exact-json.ts';
import { formatMicros } from '../../event/time.ts';
import type { ObjectName } from '../../history/deleted-with.ts';
import type { Happening } from '../../history/happening.ts';
import { historyOf } from '../../history/history.ts';
import { historyQuery } from '../../history/question.ts';
import { shownChange } from '../../history/shown-change.ts';
import { shownState } from '../../history/shown-state.ts';
import { quote } from '../../query/escape.ts';
import { parseTime } from '../../query/time.ts';
import { lineBatches } from '../client/lines.ts';
import type { Events } from '../events.ts';
import { parseItem } from '../item.ts';
import { itemTime } from '../render/item.ts';
import type { Histories, HistoryQuestion } from './ask.ts';

/** Requests to one object that are held at once; a server reads them in pages. */
const MAX_HELD = 20_000;
const MICROS_A_MILLISECOND = 1_000;

/** The life of an object from files. */
export function fileHistories(events: Events): Histories {
  async function read(question: HistoryQuestion, to: string | undefined): Promise<Happening[]> {
    const { group, reads, status } = question;
    const apiGroup = group === 'core' ? '' : group;
    const query = historyQuery(objectOf(question), { apiGroup: apiGroup ?? groupIn(question), reads, status }, quote);
    const found: Happening[] = [];
    const search = { query, to, clusters: [], order: 'asc', limit: MAX_HELD + 1, view: 'envelope' } as const;
    for await (const batch of lineBatches(events.search(search))) found.push(...batch.map(happeningOf));
    if (found.length <= MAX_HELD) return found;
    throw new VerbatimError(
      'USAGE',
      `The files hold more than ${MAX_HELD} requests to this object; leave out --reads or --status, or import them into a server.`,
    );
  }

  return {
    changes: async function* (question) {
      const { from, limit } = question;
      const { changes } = historyOf(await read(question, question.to), objectOf(question));
      const start = from === undefined ? '' : formatMicros(parseTime(from, Date.now() * MICROS_A_MILLISECOND));
      const items = changes
        .filter(({ of }) => of.time >= start)
        .map((change) => shownChange(change, { differences: MAX_DIFFERENCES, value: MAX_DIFFERENCE_VALUE }))
        .toReversed();
      yield limit === 0 ? items : items.slice(0, limit);
    },
    state: async (question, at) => {
      const moment = parseTime(at, Date.now() * MICROS_A_MILLISECOND);
      const happenings = await read({ ...question, status: true }, formatMicros(moment + 1));
      const { lives } = historyOf(happenings, objectOf(question));
      const items = lives.map((life) => shownState(life, { body: MAX_STATE_BODY, missed: MAX_MISSED }));
      return { at: formatMicros(moment), items, partial: false };
    },
    end: events.end,
  };
}

function objectOf({ namespace = '', resource, name }: HistoryQuestion): ObjectName {
  return { namespace: namespace === NO_NAMESPACE ? '' : namespace, resource: resource.split('.', 1)[0] ?? '', name };
}

/** `deployments.apps` is a kind with its group. */
function groupIn({ resource }: HistoryQuestion): string | undefined {
  const dot = resource.indexOf('.');
  return dot < 0 ? undefined : resource.slice(dot + 1);
}

function happeningOf(json: string): Happening {
  const item = parseItem(json, parseExact);
  const { id, cluster, platform, actor, outcome, event } = item;
  return { id, time: itemTime(item), cluster, platform, actor, outcome: outcome as Happening['outcome'], event };
}

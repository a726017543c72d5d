import type { ClusterDetails, Recent } from '../../api/contract.ts';
import { visible } from '../render/visible.ts';

type Line = readonly [title: string, value: string | undefined];

/** A cluster for people: what is known of it, what came in the last day, and what is missing. */
export function renderCluster(cluster: ClusterDetails): string {
  const { name, createdAt, events, first, last, lastReceivedAt, recent, senders, missing } = cluster;
  const addresses = senders?.addresses.map(
    ({ address, deliveries, last }) =>
      `${address}, ${count(deliveries, 'delivery', 'deliveries')}, the last at ${last}`,
  );
  const lines: Line[] = [
    ['Name', name],
    ['Credential since', createdAt ?? 'none'],
    ['Events', events === undefined ? 'the store does not answer' : String(events)],
    ['First happened', first],
    ['Last happened', last],
    ['Last received', lastReceivedAt],
    ...list('Sent by', addresses?.length ? addresses : senders && [`nobody over HTTP since ${senders.since}`]),
    ...(recent ? lately(recent) : []),
    ...list('Missing', missing?.length ? missing.map(({ detail }) => detail) : missing && ['nothing']),
  ];
  return lines
    .filter(([, value]) => value !== undefined)
    .map(([title, value]) => `${title.padEnd(TITLE)}${visible(value as string)}\n`)
    .join('');
}

/** As wide as the longest title, and a gap. */
const TITLE = 'Credential since'.length + 2;

function lately(recent: Recent): Line[] {
  const counted = (values: Recent['levels']) => values.map(({ value, count }) => `${value} ${count}`).join(', ');
  return [
    ['Last day', count(recent.events, 'event', 'events')],
    ['  levels', counted(recent.levels) || undefined],
    ['  stages', counted(recent.stages) || undefined],
    ['  components', counted(recent.components) || undefined],
    ['  nodes', counted(recent.nodes) || undefined],
    ['  sources', counted(recent.sources) || undefined],
  ];
}

function list(title: string, values: readonly string[] | undefined): Line[] {
  return (values ?? []).map((value, i) => [i === 0 ? title : '', value]);
}

function count(n: number, one: string, many: string): string {
  return `${n} ${n === 1 ? one : many}`;
}

import { quote } from '../../query/escape.ts';
import type { FoundRecord } from '../../store/read-row.ts';
import { HEAD_BYTES, type QuarantinedItem, type QuarantinedQuery } from './contract.ts';

/** The query that finds the quarantined events that are asked for. */
export function quarantinedQuery({ reason, source }: Pick<QuarantinedQuery, 'reason' | 'source'>): string {
  const which = reason === undefined ? 'quarantine: *' : `quarantine: ${quote(reason)}`;
  return source === undefined ? which : `${which} and source: ${quote(source)}`;
}

/** A record that could not be read, with its beginning. */
export function quarantinedItem(record: FoundRecord): QuarantinedItem {
  const { id, cluster, source, node, receivedAt, quarantine, raw } = record;
  return {
    id,
    cluster,
    source,
    node,
    receivedAt,
    reason: quarantine?.reason ?? '',
    detail: quarantine?.detail ?? '',
    bytes: raw.length,
    head: new TextDecoder().decode(raw.subarray(0, HEAD_BYTES)),
  };
}

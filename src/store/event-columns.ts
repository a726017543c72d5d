import { microsOf } from '../event/time.ts';
import { type BlockColumn, blockColumn } from './native/block.ts';
import {
  arrayColumn,
  bytesColumn,
  type Column,
  dictionaryColumn,
  int32Column,
  mapColumn,
  stringColumn,
  timeColumn,
  uint64Column,
  uuidColumn,
} from './native/column.ts';
import type { Row } from './row.ts';

/** The columns of the events table, and what each holds of a row. */
export function eventColumns(): BlockColumn<Row>[] {
  const column = <T>(name: string, type: Column<T>, read: (row: Row) => T) => blockColumn(name, type, read);
  const name = (of: string, read: (row: Row) => string | undefined) =>
    column(of, dictionaryColumn(), (row) => read(row) ?? '');
  const text = (of: string, read: (row: Row) => string | undefined) =>
    column(of, stringColumn(), (row) => read(row) ?? '');
  const names = (of: string, read: (row: Row) => readonly string[] | undefined) =>
    column(of, arrayColumn(dictionaryColumn()), read);
  const lists = (of: string, read: (row: Row) => Record<string, string[]> | undefined) =>
    column(of, mapColumn(arrayColumn(stringColumn())), read);
  const time = (of: string, read: (row: Row) => string | undefined) =>
    column(of, timeColumn(), (row) => microsOf(read(row)));

  return [
    name('journal', ({ record }) => record.journal),
    column('seq', uint64Column(), ({ record }) => record.seq),
    time('received_at', ({ record }) => record.receivedAt),
    name('cluster', ({ record }) => record.cluster),
    name('platform', ({ record }) => record.platform),
    name('component', ({ record }) => record.component),
    name('node', ({ record }) => record.node),
    name('source', ({ record }) => record.source),
    name('quarantine_reason', ({ record }) => record.quarantine?.reason),
    text('quarantine_detail', ({ record }) => record.quarantine?.detail),
    name('api_version', ({ event }) => event.apiVersion),
    name('level', ({ event }) => event.level),
    column('audit_id', uuidColumn(), ({ uuid }) => uuid),
    text('audit_id_text', ({ auditIDText }) => auditIDText),
    name('stage', ({ event }) => event.stage),
    text('request_uri', ({ event }) => event.requestURI),
    name('verb', ({ event }) => event.verb),
    name('user_username', ({ event }) => event.user?.username),
    name('user_uid', ({ event }) => event.user?.uid),
    names('user_groups', ({ event }) => event.user?.groups),
    lists('user_extra', ({ event }) => event.user?.extra),
    name('impersonated_username', ({ event }) => event.impersonatedUser?.username),
    name('impersonated_uid', ({ event }) => event.impersonatedUser?.uid),
    names('impersonated_groups', ({ event }) => event.impersonatedUser?.groups),
    lists('impersonated_extra', ({ event }) => event.impersonatedUser?.extra),
    name('impersonation_constraint', ({ event }) => event.authenticationMetadata?.impersonationConstraint),
    names('source_ips', ({ event }) => event.sourceIPs),
    name('user_agent', ({ event }) => event.userAgent),
    name('object_resource', ({ event }) => event.objectRef?.resource),
    name('object_namespace', ({ event }) => event.objectRef?.namespace),
    text('object_name', ({ event }) => event.objectRef?.name),
    text('object_uid', ({ event }) => event.objectRef?.uid),
    name('object_api_group', ({ event }) => event.objectRef?.apiGroup),
    name('object_api_version', ({ event }) => event.objectRef?.apiVersion),
    text('object_resource_version', ({ event }) => event.objectRef?.resourceVersion),
    name('object_subresource', ({ event }) => event.objectRef?.subresource),
    name('response_status', ({ event }) => event.responseStatus?.status),
    text('response_message', ({ event }) => event.responseStatus?.message),
    name('response_reason', ({ event }) => event.responseStatus?.reason),
    text('response_details', ({ bodies }) => bodies.details),
    column('response_code', int32Column(), ({ event }) => event.responseStatus?.code ?? 0),
    text('request_object', ({ bodies }) => bodies.requestObject),
    text('response_object', ({ bodies }) => bodies.responseObject),
    time('request_received_time', ({ event }) => event.requestReceivedTimestamp),
    time('stage_time', ({ event }) => event.stageTimestamp),
    column('annotations', mapColumn(stringColumn()), ({ event }) => event.annotations),
    text('unknown_fields', ({ unknownFields }) => unknownFields),
    time('time', (row) => row.time),
    name('actor', ({ actor }) => actor),
    name('outcome', ({ outcome }) => outcome),
    name('layout', ({ layout }) => layout),
    column('raw', bytesColumn(), ({ raw }) => raw),
  ];
}

/** The names of the columns, in the order of the rows. */
export const EVENT_COLUMNS: readonly string[] = eventColumns().map((column) => column.name);

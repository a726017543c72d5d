import type { ResponseStatus, UserInfo } from '../event/event.ts';
import type { Envelope } from '../event/record.ts';
import { microsOf } from '../event/time.ts';
import type { BlockColumn } from './native/block.ts';
import { dictionaryColumn, timeColumn, uint64Column, uuidColumn } from './native/column.ts';
import { createGroup } from './native/group.ts';
import { groupInt32, groupName, groupText, groupTime } from './native/group-columns.ts';
import { groupListMap, groupNames, groupTextMap } from './native/group-list-columns.ts';
import { textColumn } from './native/text-column.ts';

/** What came together into a journal. */
export interface Delivery extends Envelope {
  readonly journal: string;
}

/** A status, and the JSON of its details. */
export interface StatusValue {
  readonly status: ResponseStatus;
  readonly details: string;
}

export type EventCells = ReturnType<typeof createEventCells>;

/** Where the parts of a row are gathered: those that repeat in groups, all others in columns of their own. */
export function createEventCells() {
  const name = () => createGroup<string>();
  return {
    delivery: createGroup<Delivery>(),
    seq: uint64Column(),
    quarantineReason: dictionaryColumn(),
    quarantineDetail: textColumn(),
    apiVersion: name(),
    level: name(),
    auditID: uuidColumn(),
    auditIDText: textColumn(),
    stage: name(),
    requestURI: textColumn(),
    verb: name(),
    user: createGroup<UserInfo>(),
    impersonatedUser: createGroup<UserInfo>(),
    impersonationConstraint: dictionaryColumn(),
    sourceIPs: createGroup<readonly string[]>(),
    userAgent: name(),
    resource: name(),
    namespace: name(),
    objectName: textColumn(),
    objectUid: textColumn(),
    objectApiGroup: name(),
    objectApiVersion: name(),
    resourceVersion: textColumn(),
    subresource: name(),
    status: createGroup<StatusValue>(),
    requestObject: textColumn(),
    responseObject: textColumn(),
    requestReceivedTime: timeColumn(),
    stageTime: timeColumn(),
    annotations: createGroup<Readonly<Record<string, string>>>(),
    unknownFields: textColumn(),
    time: timeColumn(),
    actor: dictionaryColumn(),
    outcome: dictionaryColumn(),
    layout: dictionaryColumn(),
    raw: textColumn(),
  };
}

/** The columns of the events table, in their order, as they follow from the cells. */
export function eventColumns(cells: EventCells): BlockColumn[] {
  const column = (name: string, data: BlockColumn['data']): BlockColumn => ({ name, data });
  const text = (value: string | undefined) => value;
  const { delivery, user, impersonatedUser, status } = cells;
  return [
    column(
      'journal',
      groupName(delivery, (one) => one?.journal),
    ),
    column('seq', cells.seq),
    column(
      'received_at',
      groupTime(delivery, (one) => microsOf(one?.receivedAt)),
    ),
    column(
      'cluster',
      groupName(delivery, (one) => one?.cluster),
    ),
    column(
      'platform',
      groupName(delivery, (one) => one?.platform),
    ),
    column(
      'component',
      groupName(delivery, (one) => one?.component),
    ),
    column(
      'node',
      groupName(delivery, (one) => one?.node),
    ),
    column(
      'source',
      groupName(delivery, (one) => one?.source),
    ),
    column('quarantine_reason', cells.quarantineReason),
    column('quarantine_detail', cells.quarantineDetail),
    column('api_version', groupName(cells.apiVersion, text)),
    column('level', groupName(cells.level, text)),
    column('audit_id', cells.auditID),
    column('audit_id_text', cells.auditIDText),
    column('stage', groupName(cells.stage, text)),
    column('request_uri', cells.requestURI),
    column('verb', groupName(cells.verb, text)),
    column(
      'user_username',
      groupName(user, (info) => info?.username),
    ),
    column(
      'user_uid',
      groupName(user, (info) => info?.uid),
    ),
    column(
      'user_groups',
      groupNames(user, (info) => info?.groups),
    ),
    column(
      'user_extra',
      groupListMap(user, (info) => info?.extra),
    ),
    column(
      'impersonated_username',
      groupName(impersonatedUser, (info) => info?.username),
    ),
    column(
      'impersonated_uid',
      groupName(impersonatedUser, (info) => info?.uid),
    ),
    column(
      'impersonated_groups',
      groupNames(impersonatedUser, (info) => info?.groups),
    ),
    column(
      'impersonated_extra',
      groupListMap(impersonatedUser, (info) => info?.extra),
    ),
    column('impersonation_constraint', cells.impersonationConstraint),
    column(
      'source_ips',
      groupNames(cells.sourceIPs, (ips) => ips),
    ),
    column('user_agent', groupName(cells.userAgent, text)),
    column('object_resource', groupName(cells.resource, text)),
    column('object_namespace', groupName(cells.namespace, text)),
    column('object_name', cells.objectName),
    column('object_uid', cells.objectUid),
    column('object_api_group', groupName(cells.objectApiGroup, text)),
    column('object_api_version', groupName(cells.objectApiVersion, text)),
    column('object_resource_version', cells.resourceVersion),
    column('object_subresource', groupName(cells.subresource, text)),
    column(
      'response_status',
      groupName(status, (value) => value?.status.status),
    ),
    column(
      'response_message',
      groupText(status, (value) => value?.status.message),
    ),
    column(
      'response_reason',
      groupName(status, (value) => value?.status.reason),
    ),
    column(
      'response_details',
      groupText(status, (value) => value?.details),
    ),
    column(
      'response_code',
      groupInt32(status, (value) => value?.status.code),
    ),
    column('request_object', cells.requestObject),
    column('response_object', cells.responseObject),
    column('request_received_time', cells.requestReceivedTime),
    column('stage_time', cells.stageTime),
    column(
      'annotations',
      groupTextMap(cells.annotations, (map) => map),
    ),
    column('unknown_fields', cells.unknownFields),
    column('time', cells.time),
    column('actor', cells.actor),
    column('outcome', cells.outcome),
    column('layout', cells.layout),
    column('raw', cells.raw),
  ];
}

/** The names of the columns, in the order of the rows. */
export const EVENT_COLUMNS: readonly string[] = eventColumns(createEventCells()).map(({ name }) => name);

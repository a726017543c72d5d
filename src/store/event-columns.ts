import { microsOf } from '../event/time.ts';
import { answerOf } from './answer-texts.ts';
import { createEventCells, type EventCells } from './event-cells.ts';
import type { BlockColumn } from './native/block.ts';
import { groupInt32, groupName, groupText, groupTime } from './native/group-columns.ts';
import { groupListMap, groupNames, groupTextMap } from './native/group-list-columns.ts';

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
    column('quarantine_reason', groupName(cells.quarantineReason, text)),
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
    column('impersonation_constraint', groupName(cells.impersonationConstraint, text)),
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
    column('actor', groupName(cells.actor, text)),
    column('outcome', groupName(cells.outcome, text)),
    column('layout', groupName(cells.layout, text)),
    column('raw', cells.raw),
    column('who', groupName(cells.who, answerOf)),
    column('how', groupName(cells.how, answerOf)),
    column(
      'who_words',
      groupName(cells.who, (said) => said?.words),
    ),
    column(
      'how_words',
      groupName(cells.how, (said) => said?.words),
    ),
  ];
}

/** The names of the columns, in the order of the rows. */
export const EVENT_COLUMNS: readonly string[] = eventColumns(createEventCells()).map(({ name }) => name);

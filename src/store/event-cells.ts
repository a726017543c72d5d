import type { UserInfo } from '../event/event.ts';
import { sayDelivery, sayMap, sayName, sayStatus, sayUnsearched, sayUser } from './answer-texts.ts';
import type { Delivery, StatusValue } from './event-values.ts';
import { timeColumn, uint64Column, uuidColumn } from './native/column.ts';
import { createGroup } from './native/group.ts';
import { joinedGroup, part } from './native/joined-group.ts';
import { textColumn } from './native/text-column.ts';

export type EventCells = ReturnType<typeof createEventCells>;

/** Where the parts of a row are gathered, and what follows from them. */
export function createEventCells() {
  const gathered = gatheredCells();
  return { ...gathered, ...answerCells(gathered) };
}

/** Those that repeat in groups, all others in columns of their own. */
function gatheredCells() {
  const name = () => createGroup<string>();
  return {
    delivery: createGroup<Delivery>(),
    seq: uint64Column(),
    quarantineReason: name(),
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
    impersonationConstraint: name(),
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
    actor: name(),
    outcome: name(),
    layout: name(),
    raw: textColumn(),
  };
}

/** What an answer reads in one: the parts stand in the order of `WHO` and `HOW`. */
function answerCells(cells: ReturnType<typeof gatheredCells>) {
  const { user, impersonatedUser, annotations, delivery, status } = cells;
  return {
    who: joinedGroup([
      part(cells.actor, sayName),
      part(user, sayUser),
      part(impersonatedUser, sayUser),
      part(cells.impersonationConstraint, sayName),
      part(cells.userAgent, sayName),
      part(annotations, sayMap),
    ]),
    how: joinedGroup([
      part(delivery, sayDelivery),
      part(cells.quarantineReason, sayName),
      part(cells.outcome, sayName),
      part(cells.layout, sayUnsearched),
      part(cells.apiVersion, sayName),
      part(cells.level, sayName),
      part(cells.stage, sayName),
      part(cells.verb, sayUnsearched),
      part(cells.resource, sayUnsearched),
      part(cells.objectApiGroup, sayUnsearched),
      part(cells.objectApiVersion, sayUnsearched),
      part(cells.subresource, sayUnsearched),
      part(status, sayStatus),
    ]),
  };
}

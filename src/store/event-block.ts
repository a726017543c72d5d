import { actorOf, outcomeOf } from '../event/derive.ts';
import type { EventScanner } from '../event/event-scanner.ts';
import { microsOf } from '../event/time.ts';
import type { Source } from '../event/words.ts';
import { createEventCells, type EventCells } from './event-cells.ts';
import { eventColumns } from './event-columns.ts';
import type { Delivery } from './event-values.ts';
import { writeBlock } from './native/block.ts';
import { createByteWriter } from './native/byte-writer.ts';
import type { Row } from './row.ts';

/** Rows of the events table, gathered by column. */
export interface EventBlock {
  push(row: Row, delivery: Delivery): void;
  /** The row of the event that a scanner has just read in `source`: its received bytes follow from its columns. */
  pushScanned(event: EventScanner, source: Source, seq: number, delivery: Delivery): void;
  /** The rows in `Native` format; the block is then empty. */
  take(): Uint8Array<ArrayBuffer>;
  /** Forgets the rows. */
  clear(): void;
}

export function createEventBlock(): EventBlock {
  const cells = createEventCells();
  const columns = eventColumns(cells);
  const out = createByteWriter();
  let rows = 0;

  function clear(): void {
    for (const cell of Object.values(cells)) cell.clear();
    rows = 0;
  }

  return {
    push: (row, delivery) => {
      pushRow(cells, row, delivery);
      rows++;
    },
    pushScanned: (event, source, seq, delivery) => {
      pushEnvelope(cells, seq, delivery);
      pushEvent(cells, event, source);
      pushDerived(cells, event, delivery);
      rows++;
    },
    take: () => {
      const block = writeBlock(columns, rows, out);
      clear();
      return block;
    },
    clear,
  };
}

function pushEnvelope(cells: EventCells, seq: number, delivery: Delivery): void {
  cells.delivery.push(delivery);
  cells.seq.push(seq);
}

function pushEvent(cells: EventCells, event: EventScanner, source: Source): void {
  const { objectRef, requestObject, responseObject } = event;
  cells.apiVersion.pushPiece(event.apiVersion);
  cells.level.pushPiece(event.level);
  cells.auditID.push(event.auditID);
  cells.auditIDText.push('');
  cells.stage.pushPiece(event.stage);
  cells.requestURI.pushSpan(source, event.requestURI);
  cells.verb.pushPiece(event.verb);
  cells.user.pushPiece(event.user);
  cells.impersonatedUser.pushPiece(event.impersonatedUser);
  cells.impersonationConstraint.push(undefined);
  cells.sourceIPs.pushPiece(event.sourceIPs);
  cells.userAgent.pushPiece(event.userAgent);
  cells.resource.pushPiece(objectRef.resource);
  cells.namespace.pushPiece(objectRef.namespace);
  cells.objectName.pushSpan(source, objectRef.name);
  cells.objectUid.pushSpan(source, objectRef.uid);
  cells.objectApiGroup.pushPiece(objectRef.apiGroup);
  cells.objectApiVersion.pushPiece(objectRef.apiVersion);
  cells.resourceVersion.pushSpan(source, objectRef.resourceVersion);
  cells.subresource.pushPiece(objectRef.subresource);
  cells.status.pushPiece(event.responseStatus);
  cells.requestObject.pushRange(source, requestObject.start, requestObject.end);
  cells.responseObject.pushRange(source, responseObject.start, responseObject.end);
  cells.annotations.pushPiece(event.annotations);
  cells.unknownFields.push('');
  cells.layout.push(event.layout);
  cells.raw.push('');
}

/** What is read from several fields, as `derive.ts` reads it. */
function pushDerived(cells: EventCells, event: EventScanner, delivery: Delivery): void {
  const { user, impersonatedUser, annotations, stage, responseStatus } = event;
  const { requestReceivedTimestamp: received, stageTimestamp: reached } = event;
  const shape = {
    user: user.value,
    impersonatedUser: impersonatedUser?.value,
    annotations: annotations?.value,
    stage: stage.value,
    responseStatus: responseStatus?.value.status,
  };
  cells.quarantineReason.push(undefined);
  cells.quarantineDetail.push('');
  cells.requestReceivedTime.push(Math.max(received, 0));
  cells.stageTime.push(Math.max(reached, 0));
  cells.time.push(received >= 0 ? received : reached >= 0 ? reached : microsOf(delivery.receivedAt));
  cells.actor.push(actorOf(shape));
  cells.outcome.push(outcomeOf(shape));
}

function pushRow(cells: EventCells, row: Row, delivery: Delivery): void {
  const { event, record, bodies } = row;
  const { objectRef, responseStatus: status } = event;
  pushEnvelope(cells, record.seq, delivery);
  cells.quarantineReason.push(record.quarantine?.reason);
  cells.quarantineDetail.push(record.quarantine?.detail ?? '');
  cells.apiVersion.push(event.apiVersion);
  cells.level.push(event.level);
  cells.auditID.push(row.uuid);
  cells.auditIDText.push(row.auditIDText);
  cells.stage.push(event.stage);
  cells.requestURI.push(event.requestURI ?? '');
  cells.verb.push(event.verb);
  cells.user.push(event.user);
  cells.impersonatedUser.push(event.impersonatedUser);
  cells.impersonationConstraint.push(event.authenticationMetadata?.impersonationConstraint);
  cells.sourceIPs.push(event.sourceIPs);
  cells.userAgent.push(event.userAgent);
  cells.resource.push(objectRef?.resource);
  cells.namespace.push(objectRef?.namespace);
  cells.objectName.push(objectRef?.name ?? '');
  cells.objectUid.push(objectRef?.uid ?? '');
  cells.objectApiGroup.push(objectRef?.apiGroup);
  cells.objectApiVersion.push(objectRef?.apiVersion);
  cells.resourceVersion.push(objectRef?.resourceVersion ?? '');
  cells.subresource.push(objectRef?.subresource);
  cells.status.push(status && { status, details: bodies.details });
  cells.requestObject.push(bodies.requestObject);
  cells.responseObject.push(bodies.responseObject);
  cells.requestReceivedTime.push(microsOf(event.requestReceivedTimestamp));
  cells.stageTime.push(microsOf(event.stageTimestamp));
  cells.annotations.push(event.annotations);
  cells.unknownFields.push(row.unknownFields);
  cells.time.push(microsOf(row.time));
  cells.actor.push(row.actor);
  cells.outcome.push(row.outcome);
  cells.layout.push(row.layout);
  cells.raw.pushBytes(row.raw);
}

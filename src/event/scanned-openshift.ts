import type { EventScanner } from './event-scanner.ts';
import type { Piece } from './known-pieces.ts';
import { haveLogin, isOpenShiftGroup, isOpenShiftNamespace, isOpenShiftUser } from './openshift.ts';

/** As `haveLogin`, of the event that a scanner has just read. */
export function isScannedLogin({ annotations }: EventScanner): boolean {
  return shows(annotations, haveLogin);
}

/** As `isOpenShiftEvent`. Each piece is looked at once, however many events have it. */
export function isScannedOpenShift({ user, objectRef }: EventScanner): boolean {
  return (
    shows(objectRef.namespace, isOpenShiftNamespace) ||
    shows(user, isOpenShiftUser) ||
    shows(objectRef.apiGroup, isOpenShiftGroup)
  );
}

function shows(piece: Piece<unknown> | undefined, test: (value: unknown) => boolean): boolean {
  if (piece === undefined) return false;
  piece.isOpenShift ??= test(piece.value);
  return piece.isOpenShift;
}

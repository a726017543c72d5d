import type { EventScanner } from '../event/event-scanner.ts';
import { isOpenShiftSender, mayBeOpenShift, OAUTH_SERVER, OPENSHIFT } from '../event/openshift.ts';
import type { Envelope } from '../event/record.ts';
import { isScannedLogin, isScannedOpenShift } from '../event/scanned-openshift.ts';
import type { Delivery } from './event-values.ts';

/**
 * What the rows of a delivery have in common, also of those whose entry says itself what wrote it and where: rows that
 * say the same share one object, so that it is laid out once.
 */
export interface Deliveries {
  of(delivery: Delivery, record: Pick<Envelope, 'platform' | 'component' | 'node'>): Delivery;
  /** Of the event that a scanner has just read. */
  ofScanned(delivery: Delivery, event: EventScanner): Delivery;
}

export function createDeliveries(): Deliveries {
  let last: Delivery | undefined;
  const others = new Map<string, Delivery>();
  let ofOpenShift: Delivery | undefined;
  let ofLogins: Delivery | undefined;

  function enter(delivery: Delivery): void {
    if (delivery === last) return;
    last = delivery;
    others.clear();
    ofOpenShift = undefined;
    ofLogins = undefined;
  }

  return {
    of: (delivery, { platform, component, node }) => {
      if (platform === delivery.platform && component === delivery.component && node === delivery.node) return delivery;
      enter(delivery);
      const key = JSON.stringify([platform, component, node]);
      let other = others.get(key);
      if (!other) {
        other = { ...delivery, platform, component, node };
        others.set(key, other);
      }
      return other;
    },
    ofScanned: (delivery, event) => {
      if (!mayBeOpenShift(delivery)) return delivery;
      if (isScannedLogin(event)) {
        enter(delivery);
        ofLogins ??= { ...delivery, platform: OPENSHIFT, component: OAUTH_SERVER };
        return ofLogins;
      }
      if (!isOpenShiftSender(delivery) && !isScannedOpenShift(event)) return delivery;
      enter(delivery);
      ofOpenShift ??= { ...delivery, platform: OPENSHIFT };
      return ofOpenShift;
    },
  };
}

import type { Envelope } from '../event/record.ts';
import type { Delivery } from './event-values.ts';

type Place = Pick<Envelope, 'platform' | 'component' | 'node'>;

/**
 * What the rows of a delivery have in common, also of those whose entry says itself what wrote it and where: rows that
 * say the same share one object, so that it is laid out once.
 */
export function createDeliveries(): (delivery: Delivery, record: Place) => Delivery {
  let last: Delivery | undefined;
  const others = new Map<string, Delivery>();
  return (delivery, { platform, component, node }) => {
    if (platform === delivery.platform && component === delivery.component && node === delivery.node) return delivery;
    if (delivery !== last) others.clear();
    last = delivery;
    const key = JSON.stringify([platform, component, node]);
    let other = others.get(key);
    if (!other) {
      other = { ...delivery, platform, component, node };
      others.set(key, other);
    }
    return other;
  };
}

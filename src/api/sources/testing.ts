import type { Passage } from '../../pipeline/passage.ts';
import type { Receipt, Sender } from '../../sources/intake.ts';

// What the tests of this folder share.

export const sender = (more: Partial<Sender> = {}): Sender => ({
  cluster: 'prod',
  type: 'lines',
  source: 'lines',
  node: '',
  component: '',
  ...more,
});

export const receipt = (received: number, more: Partial<Receipt> = {}): Receipt => ({
  received,
  stored: received,
  duplicates: 0,
  quarantined: 0,
  ...more,
});

export const passage = (left: Readonly<Record<string, number>> = {}, lagsMs: readonly number[] = []): Passage => ({
  left: new Map(Object.entries(left)),
  lagsMs,
});

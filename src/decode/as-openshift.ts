import {
  haveLogin,
  isOpenShiftEvent,
  isOpenShiftSender,
  mayBeOpenShift,
  OAUTH_SERVER,
  OPENSHIFT,
} from '../event/openshift.ts';
import type { EnvelopeFacts } from './format.ts';
import type { Read } from './reading.ts';

/**
 * What an event in the shape of `audit.k8s.io` says of where it was written if it is OpenShift's. The event stays as it is: of a
 * login, actor and outcome are derived from its annotations.
 */
export function asOpenShift(read: Read, envelope: EnvelopeFacts): Read {
  if (!mayBeOpenShift(envelope)) return read;
  if (haveLogin(read.event.annotations)) return { ...read, platform: OPENSHIFT, component: OAUTH_SERVER };
  const isOurs = isOpenShiftSender(envelope) || isOpenShiftEvent(read.event);
  return isOurs ? { ...read, platform: OPENSHIFT } : read;
}

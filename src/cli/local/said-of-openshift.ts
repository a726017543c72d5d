import { OAUTH_SERVER, OPENSHIFT, OPENSHIFT_SIGNS } from '../../event/openshift.ts';

/** What is said of OpenShift's events beside what their lines hold: their platform, and the component of logins. */
export const SAID_OF_OPENSHIFT = [OPENSHIFT, OAUTH_SERVER] as const;

/** A condition on the column `line`: that it may be an event of OpenShift. */
export const MAY_BE_OPENSHIFT = `(${OPENSHIFT_SIGNS.map((sign) => `position(line, '${sign}') > 0`).join(' OR ')})`;

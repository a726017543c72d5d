/** What a request is for. Every endpoint names one, or is public. */
export const PERMISSIONS = ['deliver', 'read-events', 'read-all', 'administer'] as const;
/**
 * - `deliver` events of a cluster
 * - `read-events` of the scope of who asks: searching, counting, following
 * - `read-all`: what is about the server as a whole: metrics, tokens, and what has no scope
 * - `administer`: to change anything
 */
export type Permission = (typeof PERMISSIONS)[number];

export const ROLES = ['admin', 'auditor', 'viewer', 'ingest'] as const;
export type Role = (typeof ROLES)[number];

/** The one table of who may do what. */
const MAY: Readonly<Record<Role, readonly Permission[]>> = {
  admin: PERMISSIONS,
  auditor: ['read-events', 'read-all'],
  viewer: ['read-events'],
  ingest: ['deliver'],
};

export function may(role: Role, permission: Permission): boolean {
  return MAY[role].includes(permission);
}

export function rolesThatMay(permission: Permission): Role[] {
  return ROLES.filter((role) => may(role, permission));
}

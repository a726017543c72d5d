import { type Session, useSession } from '../../app/session.ts';

type Role = Session['principal']['role'];

/** What the roles may do here, as the server has it in `GET /openapi.json`. */
const ROLES = {
  administer: ['admin'],
  readAll: ['admin', 'auditor'],
} as const satisfies Record<string, readonly Role[]>;

export type Deed = keyof typeof ROLES;

/** Whether who is signed in may do something; if not, why, as a sentence. */
export function useMay(deed: Deed): { readonly may: boolean; readonly why: string } {
  const { role } = useSession().principal;
  const roles: readonly Role[] = ROLES[deed];
  return {
    may: roles.includes(role),
    why: `This needs the role ${roles.join(' or ')}; you are signed in as ${role}.`,
  };
}

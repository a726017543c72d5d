import type { UaaType } from './types.ts';

const TIME = '2026-03-01 03:12:45.123';
const ID = '5b1f6a0c-7d3e-4b52-9a46-0c8f2e1d7a90';
const LOGIN_ORIGIN = 'remoteAddress=203.0.113.7, clientId=pks_cli';
const CHANGE_ORIGIN =
  'client=admin, user=ann, details=(remoteAddress=203.0.113.7, tokenType=bearertokenValue=<TOKEN>, sub=ann, iss=https://api.pks.example.com:8443/oauth/token)';

const USER = `["user_id=${ID}","username=bob"]`;
/** DATA as each type writes it, where it is not `null`. */
const DATA: Readonly<Record<string, string>> = {
  UserNotFound: '',
  PasswordChangeSuccess: 'Password changed',
  PasswordChangeFailure: 'Old password is incorrect',
  ClientCreateSuccess: '{"scopes":["pks.clusters.manage"],"authorities":["uaa.none"]}',
  ClientUpdateSuccess: '{"scopes":["pks.clusters.admin"],"authorities":["uaa.none"]}',
  ClientDeleteSuccess: '{"scopes":["pks.clusters.admin"],"authorities":["uaa.none"]}',
  ClientAuthenticationSuccess: 'Client authentication success',
  ClientAuthenticationFailure: 'Client authentication failure',
  ApprovalModifiedEvent: '{"scope":"pks.clusters.admin","status":"APPROVED"}',
  TokenIssuedEvent: '["pks.clusters.admin"]',
  UserCreatedEvent: USER,
  UserModifiedEvent: USER,
  UserDeletedEvent: USER,
  UserVerifiedEvent: USER,
  PasswordResetRequest: 'bob@example.com',
  GroupCreatedEvent: '{"group_name":"pks.clusters.manage","members":[]}',
  GroupModifiedEvent: '{"group_name":"pks.clusters.manage","members":["bob"]}',
  GroupDeletedEvent: '{"group_name":"pks.clusters.manage","members":[]}',
  EmailChangedEvent: `["user_id=${ID}","username=bob","email=bob@example.com"]`,
  EntityDeletedEvent: `Class:org.cloudfoundry.identity.uaa.provider.IdentityProvider; ID:${ID}`,
  TokenRevocationEvent: `{"user_id":"${ID}"}`,
};
/** Types whose principal is a name, not an id. */
const NAMES: Readonly<Record<string, string>> = {
  UserNotFound: 'mallory',
  PrincipalAuthenticationSuccess: 'ann',
  PrincipalAuthenticationFailure: 'mallory',
  PrincipalNotFound: 'mallory',
  PasswordChangeSuccess: 'bob',
  PasswordChangeFailure: 'bob',
  PasswordResetRequest: 'bob',
};

/** A line of a type, as UAA writes it, and who acted by it. */
export function exampleLine(
  type: string,
  { role, resource }: UaaType,
): { readonly line: string; readonly actor: string } {
  const name = NAMES[type];
  const principal = name ?? (resource === 'clients' ? 'reports' : ID);
  const data = DATA[type] ?? (role === 'user-login' && !name ? 'ann' : 'null');
  const isLogin = role === 'user-login' || role === 'client-login';
  const origin = isLogin ? LOGIN_ORIGIN : CHANGE_ORIGIN;
  const line = `[${TIME}] uaa - 7777 [https-jsse-nio-8443-exec-2] ....  INFO --- Audit: ${type} ('${data}'): principal=${principal}, origin=[${origin}], identityZoneId=[uaa]`;
  return { line, actor: isLogin && (name || resource === 'clients') ? principal : 'ann' };
}

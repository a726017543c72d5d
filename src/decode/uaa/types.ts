/** Whom an event of a type is about, and where the line says it. */
export type Role =
  /** A user who signs in: DATA has the name, else `principal` is the name that was tried. */
  | 'user-login'
  /** A client that signs in: `principal` is its name, and DATA a remark. */
  | 'client-login'
  /** Who gets or gives up what is his own: `principal` is his id, and the origin names him. */
  | 'own'
  /** An object that somebody changes: `principal` is the object, and the origin names who changes it. */
  | 'change';

export interface UaaType {
  readonly meaning: string;
  readonly role: Role;
  readonly verb: string;
  readonly resource: string;
  readonly subresource?: string;
  /** How it ended, as an HTTP code. */
  readonly code: number;
}

const OK = 200;
const FAILED = 400;
const DENIED = 401;

function login(role: 'user-login' | 'client-login', code: number, meaning: string): UaaType {
  return { meaning, role, verb: 'login', resource: role === 'user-login' ? 'users' : 'clients', code };
}

function change(verb: string, resource: string, meaning: string, code = OK): UaaType {
  const [kind = '', subresource] = resource.split('/');
  return { meaning, role: 'change', verb, resource: kind, ...(subresource && { subresource }), code };
}

function own(verb: string, resource: string, meaning: string): UaaType {
  return { meaning, role: 'own', verb, resource, code: OK };
}

/** Every type of event that UAA writes (`AuditEventType` of cloudfoundry/uaa). */
export const UAA_TYPES: ReadonlyMap<string, UaaType> = new Map(
  Object.entries({
    UserAuthenticationSuccess: login('user-login', OK, 'A user signed in.'),
    UserAuthenticationFailure: login(
      'user-login',
      DENIED,
      'A user that exists could not sign in, as with a wrong password.',
    ),
    UserNotFound: login('user-login', DENIED, 'Someone tried to sign in as a user that does not exist.'),
    PasswordChangeSuccess: change('update', 'users/password', 'The password of a user was changed.'),
    PrincipalAuthenticationSuccess: login('user-login', OK, 'A principal, user or client, signed in.'),
    PrincipalAuthenticationFailure: login('user-login', DENIED, 'Signing in under a name failed.'),
    PrincipalNotFound: login('user-login', DENIED, 'Someone tried to sign in under a name that does not exist.'),
    PasswordChangeFailure: change('update', 'users/password', 'The password of a user could not be changed.', FAILED),
    SecretChangeSuccess: change('update', 'clients/secret', 'The secret of a client was changed.'),
    SecretChangeFailure: change('update', 'clients/secret', 'The secret of a client could not be changed.', FAILED),
    ClientCreateSuccess: change('create', 'clients', 'A client was created.'),
    ClientUpdateSuccess: change('update', 'clients', 'A client was changed.'),
    ClientDeleteSuccess: change('delete', 'clients', 'A client was deleted.'),
    ClientApprovalsDeleted: change('delete', 'clients/approvals', 'All approvals for a client were deleted.'),
    ClientAuthenticationSuccess: login('client-login', OK, 'A client signed in.'),
    ClientAuthenticationFailure: login('client-login', DENIED, 'A client could not sign in.'),
    ApprovalModifiedEvent: own('update', 'approvals', 'A user approved or denied what a client may do in his name.'),
    TokenIssuedEvent: own('create', 'tokens', 'A token was issued to a user or a client.'),
    UserCreatedEvent: change('create', 'users', 'A user was created.'),
    UserModifiedEvent: change('update', 'users', 'A user was changed.'),
    UserDeletedEvent: change('delete', 'users', 'A user was deleted.'),
    UserVerifiedEvent: change('update', 'users/verification', 'The address of a user was verified.'),
    PasswordResetRequest: change('create', 'users/passwordreset', 'A new password was asked for.'),
    GroupCreatedEvent: change('create', 'groups', 'A group was created.'),
    GroupModifiedEvent: change('update', 'groups', 'A group or its members were changed.'),
    GroupDeletedEvent: change('delete', 'groups', 'A group was deleted.'),
    EmailChangedEvent: change('update', 'users/email', 'The e-mail address of a user was changed.'),
    UnverifiedUserAuthentication: login('user-login', DENIED, 'A user whose address is not verified tried to sign in.'),
    IdentityProviderCreatedEvent: change('create', 'identityproviders', 'An identity provider was created.'),
    IdentityProviderModifiedEvent: change('update', 'identityproviders', 'An identity provider was changed.'),
    IdentityZoneCreatedEvent: change('create', 'identityzones', 'An identity zone was created.'),
    IdentityZoneModifiedEvent: change('update', 'identityzones', 'An identity zone was changed.'),
    EntityDeletedEvent: change('delete', 'entities', 'An object of UAA was deleted; its data names the kind.'),
    ServiceProviderCreatedEvent: change('create', 'serviceproviders', 'A SAML service provider was created.'),
    ServiceProviderModifiedEvent: change('update', 'serviceproviders', 'A SAML service provider was changed.'),
    UserAccountUnlockedEvent: change('update', 'users/lock', 'A user that was locked out was unlocked.'),
    TokenRevocationEvent: change('delete', 'tokens', 'The tokens of a user or a client were revoked.'),
    IdentityProviderAuthenticationSuccess: login('user-login', OK, 'An identity provider signed a user in.'),
    IdentityProviderAuthenticationFailure: login('user-login', DENIED, 'An identity provider refused a user.'),
    MfaAuthenticationSuccess: login('user-login', OK, 'A user passed the second factor.'),
    MfaAuthenticationFailure: login('user-login', DENIED, 'A user failed the second factor.'),
    ClientJwtChangeSuccess: change('update', 'clients/jwt', 'The key by which a client signs in was changed.'),
    ClientJwtChangeFailure: change(
      'update',
      'clients/jwt',
      'The key by which a client signs in could not be changed.',
      FAILED,
    ),
  }),
);

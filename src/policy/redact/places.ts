/** Which members of an object hold secrets, anywhere below it. */
export interface Secrecy {
  /** Names of members, in small letters. */
  readonly members: ReadonlySet<string>;
  /** Every value is secret. */
  readonly all: boolean;
}

/** Members that are secret in whatever they stand. */
const ALWAYS = [
  'password',
  'passwd',
  'clientsecret',
  'client_secret',
  'privatekey',
  'private_key',
  'accesstoken',
  'access_token',
  'refreshtoken',
  'refresh_token',
  'id_token',
  'auth_token',
  'sessiontoken',
  'session_token',
  'secretaccesskey',
  'secret_access_key',
  'jointoken',
  'jointokens',
  'unlockkey',
  'apikey',
  'api_key',
  'stringdata',
];

function secrecy(...members: string[]): Secrecy {
  return { members: new Set([...ALWAYS, ...members]), all: false };
}

export const ANYWHERE = secrecy();
export const ALL: Secrecy = { members: new Set(), all: true };

/** In a JSON patch of a Secret the value stands under `value`. */
const SECRET = secrecy('data', 'value');
const TOKEN = secrecy('token');
const OAUTH = secrecy('secret', 'additionalsecrets', 'token', 'code');

const KINDS: Readonly<Record<string, Secrecy>> = {
  Secret: SECRET,
  SecretList: SECRET,
  TokenRequest: TOKEN,
  TokenReview: TOKEN,
  OAuthClient: OAUTH,
  OAuthClientList: OAUTH,
  OAuthAccessToken: OAUTH,
  OAuthAccessTokenList: OAUTH,
  OAuthAuthorizeToken: OAUTH,
  OAuthAuthorizeTokenList: OAUTH,
};

/** What is secret for either reason. */
export function both(a: Secrecy, b: Secrecy): Secrecy {
  return a === b ? a : { members: new Set([...a.members, ...b.members]), all: a.all || b.all };
}

/** What an object's `kind` says; `undefined` where that is nothing. */
export function secrecyOfKind(kind: string): Secrecy | undefined {
  return Object.hasOwn(KINDS, kind) ? KINDS[kind] : undefined;
}

/** Calls of Docker's and MKE's API whose bodies are not recorded. */
const WHOLLY_SECRET =
  /^(?:\/v\d+(?:\.\d+)*)?(?:\/secrets\/create|\/secrets\/[^/]+\/update|\/swarm\/(?:join|update|unlock|init)|\/auth\/login)(?:[/?]|$)/;
const OF_SECRETS = /\/secrets(?:[/?]|$)/;
const OF_TOKENS = /\/token(?:[/?]|$)|\/tokenre(?:views|quests)(?:[/?]|$)/;
const OF_OAUTH = /\/apis\/oauth\.openshift\.io\//;

/** What the bodies of a request hold, by where it was sent and what it is about. */
export function secrecyOfRequest(requestURI: string, resource: string, subresource: string): Secrecy {
  if (WHOLLY_SECRET.test(requestURI)) return ALL;
  if (resource === 'secrets' || OF_SECRETS.test(requestURI)) return SECRET;
  if (subresource === 'token' || OF_TOKENS.test(requestURI)) return TOKEN;
  return OF_OAUTH.test(requestURI) ? OAUTH : ANYWHERE;
}

/** A variable of a container is `{name, value}`; these names say that the value is a secret. */
const SECRET_NAME = /passw(?:or)?d|secret|token|api_?key|private_?key|credential/i;

export function isSecretName(name: string): boolean {
  return SECRET_NAME.test(name);
}

/** Which members of an object hold secrets, anywhere below it, besides those whose name alone says it. */
export interface Secrecy {
  /** Names of members, in small letters, of which all is secret. */
  readonly members: ReadonlySet<string>;
  /** Names of members that are secret if they are a text; an object of that name may say where the secret is. */
  readonly texts: ReadonlySet<string>;
  /** Every value is secret. */
  readonly all: boolean;
}

/** Members of which all is secret, in whatever they stand; in small letters. */
export const BELOW: ReadonlySet<string> = new Set(['stringdata', 'jointokens']);

const NONE: ReadonlySet<string> = new Set();

function secrecy(members: readonly string[], texts: readonly string[] = []): Secrecy {
  return { members: new Set([...BELOW, ...members]), texts: new Set(texts), all: false };
}

export const ANYWHERE = secrecy([]);
export const ALL: Secrecy = { members: NONE, texts: NONE, all: true };
/** In an object whose name says that it holds a secret, such as `adminPassword: {value}`; mostly it says only where one is. */
export const INLINE = secrecy([], ['value', 'plaintext', 'inline']);
/** Credentials of registries, as Docker keeps them. */
export const REGISTRIES = secrecy([], ['auth']);

/** What was sent and answered where an event of IBM Cloud says it, and JSON in a line of text: there a secret has its plain name. */
export const PAYLOAD = secrecy([], ['secret', 'accesskey', 'access_key', 'secretkey', 'secret_key']);

/** In a JSON patch of a Secret the value stands under `value`. */
const SECRET = secrecy(['data', 'value']);
const OAUTH = secrecy(['secret', 'additionalsecrets', 'token', 'code']);
/** What a webhook that starts a build has to know. */
const BUILD = secrecy([], ['secret']);

const KINDS: Readonly<Record<string, Secrecy>> = {
  Secret: SECRET,
  SecretList: SECRET,
  OAuthClient: OAUTH,
  OAuthClientList: OAUTH,
  OAuthAccessToken: OAUTH,
  OAuthAccessTokenList: OAUTH,
  OAuthAuthorizeToken: OAUTH,
  OAuthAuthorizeTokenList: OAUTH,
  BuildConfig: BUILD,
  BuildConfigList: BUILD,
};

/** What is secret for either reason. */
export function both(a: Secrecy, b: Secrecy): Secrecy {
  if (a === b || b === ANYWHERE) return a;
  if (a === ANYWHERE) return b;
  const texts = new Set([...a.texts, ...b.texts]);
  return { members: new Set([...a.members, ...b.members]), texts, all: a.all || b.all };
}

/** What an object's `kind` says; `undefined` where that is nothing. */
export function secrecyOfKind(kind: string): Secrecy | undefined {
  return Object.hasOwn(KINDS, kind) ? KINDS[kind] : undefined;
}

/** Calls of Docker's and MKE's API whose bodies are not recorded. */
const WHOLLY_SECRET =
  /^(?:\/v\d+(?:\.\d+)*)?(?:\/secrets\/create|\/secrets\/[^/]+\/update|\/swarm\/(?:join|update|unlock|init)|\/auth\/login)(?:[/?]|$)/;
const OF_SECRETS = /\/secrets(?:[/?]|$)/;
const OF_OAUTH = /\/apis\/oauth\.openshift\.io\//;

/** What the bodies of a request hold, by where it was sent and what it is about. */
export function secrecyOfRequest(requestURI: string, resource: string): Secrecy {
  if (WHOLLY_SECRET.test(requestURI)) return ALL;
  if (resource === 'secrets' || OF_SECRETS.test(requestURI)) return SECRET;
  return OF_OAUTH.test(requestURI) ? OAUTH : ANYWHERE;
}

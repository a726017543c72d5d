/** Names that say that what they name is a secret: of members, variables, parameters and options. */

/** What all ways to write a name have in common. */
export function bareName(name: string): string {
  return name.toLowerCase().replace(/[^a-z0-9]/g, '');
}

/** Also as the end of a longer name: `db_password`, `nsxtPassword`, `AWS_SECRET_ACCESS_KEY`. */
const ENDINGS =
  /(?:password|passwd|passphrase|passcode|clientsecret|secretaccesskey|privatekey|apikey|clientkeydata|sharedaccesskey|tokenvalue)$/;

/** What none of these names goes without, which is quickly told. */
const MAY_END = /(?:rd|wd|se|et|key|data|n|value|code)[^a-z0-9]*$/i;

/** Tokens that let nobody in: where to go on reading, what keeps a request from being done twice, whose token it was. */
const HARMLESS_TOKEN =
  /(?:continue|continuation|next|page|sync|cursor|start|csrf|xsrf|idempotency|initialization|serviceaccount|legacy)token$/;

/**
 * Whether a member of an object is secret by its name alone, if its value is a text or a number. Not `accessKey` and
 * `secretKey`, which elsewhere name a key in a Secret, nor `secret`, which mostly names one.
 */
export function isSecretMember(name: string): boolean {
  if (!MAY_END.test(name)) return false;
  const bare = bareName(name);
  return ENDINGS.test(bare) || bare === 'unlockkey' || (bare.endsWith('token') && !HARMLESS_TOKEN.test(bare));
}

/** Names that are secret in a text only, where there is nothing else to go by. */
export function isInText(name: string): boolean {
  return /^(?:secret|access_?key)$|(?:secret|account|encryption)[_-]?key$/i.test(name);
}

const SECRET_VARIABLE =
  /passw(?:or)?d|passphrase|secret|token|api[_-]?key|access[_-]?key|private[_-]?key|(?:encryption|signing)[_-]?key|credential|[_-](?:pass|pwd)$/i;
/** Where a secret lies, what it is called, how long it holds. */
const ABOUT_A_SECRET =
  /[_-](?:file|path|dir|url|uri|endpoint|host|port|name|names|namespace|ttl|type|enabled|issuer|audience|seconds|expiry|expiration|key_id)$/i;

/** Whether a variable of a container, which is `{name, value}` or `NAME=value`, is a secret by its name. */
export function isSecretName(name: string): boolean {
  return SECRET_VARIABLE.test(name) && !ABOUT_A_SECRET.test(name);
}

/** Whether a text only says where a secret is to be put: `$(DB_PASSWORD)`, `{{ .Values.token }}`, `<TOKEN>`, `****`. */
export function isStandIn(value: string): boolean {
  return /^(?:\$\w+|\$\([^)]*\)?|\$\{[^}]*\}?|\{\{.*|<[^>]*>|%\w+%|\\u003c.*\\u003e|\*+|[xX]{3,}|null|true|false)$/.test(
    value,
  );
}

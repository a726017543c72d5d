import { BACKSLASH, CLOSE_BRACE, CLOSE_BRACKET, COLON, COMMA, QUOTE } from '../../event/json-chars.ts';
import { isInText, isSecretMember, isSecretName } from './names.ts';
import { BELOW, secrecyOfKind } from './places.ts';
import { isEncodedKey } from './shapes.ts';
import { LOOKED_FOR, type Word } from './word-search.ts';

/** What a word in an event tells of. */
export interface Tell {
  /** An address says only that the bodies of its request are secret. */
  readonly means: 'secret' | 'address';
  /** Whether what stands around `at` agrees; without it, the word is enough. The bytes need not be JSON. */
  readonly agrees?: (bytes: Buffer, at: number) => boolean;
}

/** So much of what stands around a word is looked at. */
const BEFORE = 80;
const AFTER = 120;

const ENOUGH: Tell = { means: 'secret' };
const ADDRESS: Tell = { means: 'address', agrees: isAddress };
const ADDRESS_OF_SECRETS: Tell = {
  means: 'address',
  agrees: (bytes, at) => isSecrets(bytes, at) && isAddress(bytes, at),
};
const NAMED: Tell = { means: 'secret', agrees: isNamed };
const HEADER = near(/authorization\\{0,3}["']?\s{0,4}:/i);
const OPTION: Tell = { means: 'secret', agrees: isGivenAnOption };

/** The pattern is looked for around the word. */
function near(pattern: RegExp): Tell {
  return { means: 'secret', agrees: (bytes, at) => pattern.test(around(bytes, at - BEFORE, at + AFTER)) };
}

function exactly(tell: Tell, ...list: string[]): Word<Tell>[] {
  return list.map((word) => ({ word, ignoresCase: false, tell }));
}

function anyCase(tell: Tell, ...list: string[]): Word<Tell>[] {
  return list.map((word) => ({ word, ignoresCase: true, tell }));
}

/** `-----BEGI`, in base64. */
const ENCODED_KEY = 'LS0tLS1CRUdJ';

/** What may stand before a token: also the end of an escape, `\n` or `%3D`. */
const START = '[ "\'=:/\\\\,+>@(\\[\n\tDn0]';

/** Of addresses in which a user and a password may stand. */
const SCHEMES =
  'postgresql postgres mongodb srv redis rediss valkey amqp amqps http https ftp ssh git ldap mqtt kafka nats sqlserver clickhouse tcp ws socks socks5 neo4j bolt oracle cassandra trino presto svn memcached etcd consul jdbc elasticsearch'.split(
    ' ',
  );

/** What a client secret of Entra ID is made of. */
const OF_CLIENT_SECRET = '[\\w~.-]';

/** What may stand before the string that is a value, also in a string. */
const VALUE = '[:,[\\s\\\\]';

/**
 * Every secret that `redact-json.ts` or `patterns.ts` find has one of these in it or beside it. Only the last six characters
 * are looked for, so what is short has something before or behind it.
 */
export const TELLS: readonly Word<Tell>[] = [
  ...anyCase(
    NAMED,
    'password',
    'passwd',
    'passphrase',
    'passcode',
    'secret',
    'token[^a-rtuw-z]',
    'credential',
    'encryp',
    'signin',
  ),
  ...anyCase(NAMED, 'apikey', 'api[_.-]key', 'accesskey', 'access[_.-]key', 'privatekey', 'private[_.-]key'),
  ...anyCase(NAMED, 'unlockkey', 'unlock[_.-]key', 'accountkey', 'account[_.-]key', 'keydata', 'key[_.-]data'),
  ...anyCase(NAMED, 'stringdata', 'jointokens', '[_-]pass[^a-z]', '[blnrsty][_-]pwd[^a-z]', '--auth', '--bearer'),
  ...exactly(NAMED, 'OAuthC', 'OAuthA', 'BuildC'),
  ...anyCase(ENOUGH, ';pwd=[\\w\'"]', '; pwd='),
  ...anyCase(near(/bearer(?:\s|%20|\+){1,4}[\w.~+/=%-]{8}/i), 'bearer'),
  ...anyCase(near(/basic(?:\s|%20|\+){1,4}[\w+/-]{4}/i), 'basic[\\s%+]'),
  ...exactly(HEADER, 'Author'),
  ...exactly(near(/eyJ[\w-]{8}/), `${START}eyJ[h-z0-6][I-QXYZa-e]`),
  ...exactly({ means: 'secret', agrees: isEncodedKeyAt }, ENCODED_KEY),
  ...exactly(
    { means: 'secret', agrees: isUserInfo },
    ...[...new Set(SCHEMES.map((scheme) => scheme.slice(-2)))].map((end) => `${end}://[^\\s/]`),
  ),
  ...exactly(ENOUGH, 'PRIVATE KEY', '@tcp\\([\\w[]', '@unix\\('),
  ...exactly(ENOUGH, `${START}A[KS]IA[A-Z2-7]`, `${START}AIza[\\w-]`, `${START}ya29\\.`, 'GOCSPX-'),
  ...exactly(ENOUGH, `${START}gh[opsru]_[A-Za-z0-9]`, 'github_pat', 'glpat-', `${START}xox[abeoprs]-`, 'xapp-\\d'),
  ...exactly(
    ENOUGH,
    `${START}npm_[A-Za-z0-9]`,
    '[sr]k_live_',
    'dckr_pat',
    `${START}hv[sb]\\.[\\w-]`,
    'SWMTKN',
    'SWMKEY',
  ),
  ...exactly(ENOUGH, `${OF_CLIENT_SECRET}\\dQ~${OF_CLIENT_SECRET}${OF_CLIENT_SECRET}`),
  ...exactly(ENOUGH, 'hooks\\.sla', '/exec\\?', 'auths"', 'auths\\\\'),
  ...anyCase(ENOUGH, '[?&;6]sig=[\\w%]', 'amz-signature=', 'goog-signature='),
  ...exactly(OPTION, 'mysql[^]', 'mariadb', 'sshpass', 'redis-cli', 'valkey-cli', 'openssl'),
  ...exactly(
    OPTION,
    'mongo[sdrei"]',
    'ldapse',
    'ldapmo',
    'ldapad',
    'ldapde',
    'ldapwh',
    '[\\s"/]curl[\\s"]',
    '[\\s"]login',
  ),
  // What is packed into a text: gzip, JSON and YAML in base64.
  ...exactly(
    ENOUGH,
    `${VALUE}"H4sI`,
    `${VALUE}"ewo[gJ]`,
    `${VALUE}"eyAi`,
    `${VALUE}"W3si`,
    '"YXBpVm',
    '"a2luZDog',
    '"LS0tCm',
  ),
  // Characters that need no escape and have one: a name may be hidden behind it.
  ...anyCase(ENOUGH, '[ -~]\\\\u00[4-7]', '\\\\u002[013-589a-f]', '\\\\u003[0-9abdf]'),
  ...exactly(ADDRESS_OF_SECRETS, '/secrets'),
  ...exactly(ADDRESS, '"secrets"', '"secrets\\\\', '/oauth', '/swarm/', '/auth/login'),
];

const NAME_CHAR = Uint8Array.from({ length: 256 }, (_, char) => (/[\w.-]/.test(String.fromCharCode(char)) ? 1 : 0));
/** What may come behind a name that says something of what follows. */
const AFTER_NAME = Uint8Array.from({ length: 256 }, (_, char) =>
  /[\s=:"'\\+%]/.test(String.fromCharCode(char)) ? 1 : 0,
);

/** Whether the name around `at` says of what stands beside it that it is secret. */
function isNamed(bytes: Buffer, at: number): boolean {
  // A word may begin before the name does.
  let to = at + 1;
  while (to - at < MAX_NAME && NAME_CHAR[bytes[to] ?? 0] === 1) to++;
  if (to - at === MAX_NAME) return true;
  if (AFTER_NAME[bytes[to] ?? 0] !== 1) return false;
  let from = at + 1;
  while (at - from < MAX_NAME && NAME_CHAR[bytes[from - 1] ?? 0] === 1) from--;
  if (saysNothing(bytes, from, to)) return false;
  const name = around(bytes, from, to);
  const rest = around(bytes, to, to + AFTER);
  if (IS_EMPTY.test(rest)) return false;
  if (/^(?:\s{0,8}=|\s{0,8}:(?:[\s"'\\]|$)|%3D)/i.test(rest)) return true;
  if (name.startsWith('-')) return true;
  const [string, colon, value] = STRING_ENDS.exec(rest) ?? [];
  if (string === undefined) return false;
  if (colon !== undefined)
    return isSecretMember(name) || BELOW.has(name.toLowerCase()) || (value !== undefined && isInText(name));
  if (secrecyOfKind(name)) return true;
  const head = around(bytes, from - BEFORE, from);
  if (/path\\{0,15}"\s{0,8}:[^"]*"[^"]*\/$/.test(head)) return isSecretMember(name);
  return isSecretName(name) && isNameOfVariable(head, rest);
}

/** The last letters of names of members that are secret. */
const MEMBER_ENDS = new Set(Array.from('adenstyADENSTY', (char) => char.charCodeAt(0)));

/** Whether by its first or last letter it is no member, option, kind, path or name of a variable: nearly all are none. */
function saysNothing(bytes: Buffer, from: number, to: number): boolean {
  const next = bytes[to + 1];
  if (bytes[to] === COLON)
    return next !== QUOTE && next !== BACKSLASH && next !== APOSTROPHE && (next ?? SPACE) > SPACE;
  if (bytes[to] === QUOTE && next === COLON) return !MEMBER_ENDS.has(bytes[to - 1]!);
  if (bytes[to] !== QUOTE || (next !== COMMA && next !== CLOSE_BRACE && next !== CLOSE_BRACKET)) return false;
  const before = bytes[from - 1];
  if (before !== QUOTE) return before !== SLASH && before !== BACKSLASH && bytes[from] !== MINUS;
  if (bytes[from - 2] !== COLON) return false;
  const first = bytes[from]!;
  const isKind = first >= 0x41 && first <= 0x5a;
  const isNameOf = bytes[from - 4] === LETTER_E && bytes[from - 5] === LETTER_M && bytes[from - 6] === LETTER_A;
  return !isKind && !isNameOf;
}

/** So far to either side of a word a name is looked at; a longer one is taken for what it may be. */
const MAX_NAME = 128;
/** The end of a string; the colon behind it, if it is the name of a member; the beginning of its value, if that is a string. */
const STRING_ENDS = /^\\{0,15}["'](\s{0,8}:\s{0,8}(\\{0,15}["'])?)?/;
const IS_EMPTY = /^\\{0,15}["']\s{0,8}:\s{0,8}(?:(\\{0,15}["'])\1|null|true|false|\{\})/;

/** Whether a string is the name in `{name, value}`, by what stands before and behind it; the value may come first. */
function isNameOfVariable(head: string, rest: string): boolean {
  if (!/name\\{0,15}["']\s{0,8}:\s{0,8}\\{0,15}["']$/i.test(head)) return false;
  if (/^[^{}]*?value\\{0,15}["']\s{0,8}:/i.test(rest)) return true;
  const members = head.slice(head.search(/\{[^{]*$/) + 1);
  return /^\\{0,15}["']\s{0,8}\}/.test(rest) && (members === head || /value\\{0,15}["']\s{0,8}:/i.test(members));
}

/** Certificates are common in bodies, and begin as keys do. */
function isEncodedKeyAt(bytes: Buffer, at: number): boolean {
  const start = at - (ENCODED_KEY.length - LOOKED_FOR);
  // Of many in a row only the first is looked at, to the end.
  if (start > 0 && /\w/.test(String.fromCharCode(bytes[start - 1]!))) return true;
  let end = at;
  while (end < bytes.length && /[\w+/=-]/.test(String.fromCharCode(bytes[end]!))) end++;
  return isEncodedKey(bytes.toString('latin1', start, end));
}

const [AT, SLASH, SPACE, MINUS, APOSTROPHE, QUESTION] = [0x40, 0x2f, 0x20, 0x2d, 0x27, 0x3f];
const [LETTER_A, LETTER_E, LETTER_M] = [0x61, 0x65, 0x6d];
/** Of `xs://`. */
const SCHEME = 5;

/** Whether an address has a password in it. */
function isUserInfo(bytes: Buffer, at: number): boolean {
  let hasColon = false;
  for (let i = at + SCHEME; i < bytes.length; i++) {
    const byte = bytes[i]!;
    if (byte === AT) return hasColon;
    if (byte === COLON) hasColon = true;
    if (byte === SLASH || byte === QUOTE || byte <= SPACE) return false;
  }
  return false;
}

/** What comes behind so much of an address is no longer its path. */
const LONGEST_ADDRESS = 8_192;

/** Whether it is of a request; paths in bodies, such as those where Secrets are mounted, look alike. */
function isAddress(bytes: Buffer, at: number): boolean {
  const near = bytes.subarray(Math.max(0, at - LONGEST_ADDRESS), at + 1);
  const quote = at - near.length + 1 + near.lastIndexOf(QUOTE);
  const name = MEMBER_BEFORE.exec(around(bytes, quote - BEFORE, quote))?.[1];
  return (
    name === 'requestURI' || (name === 'resource' && /^secrets["\\]/.test(around(bytes, quote + 1, quote + AFTER)))
  );
}

/** Whether `ecrets` is the end of a whole step of a path: there are ExternalSecrets and SealedSecrets, too. */
function isSecrets(bytes: Buffer, at: number): boolean {
  const next = bytes[at + LOOKED_FOR];
  const isEnd = next === SLASH || next === QUESTION || next === QUOTE || next === BACKSLASH || next === undefined;
  return isEnd && bytes[at - 2] === SLASH;
}

/** The member of which a value is. */
const MEMBER_BEFORE = /(requestURI|resource)\\{0,15}"\s{0,8}:\s{0,8}\\{0,15}$/;

/** Programs that are told a password by an option of their own, so far behind them at most. */
const COMMAND_LENGTH = 4_096;
const OPTION_OF_PROGRAM = /["'\s](?:-(?:p|a|u|w|k|pass\w*)|--(?:user|proxy-user))/;

function isGivenAnOption(bytes: Buffer, at: number): boolean {
  return OPTION_OF_PROGRAM.test(around(bytes, at, at + COMMAND_LENGTH));
}

function around(bytes: Buffer, from: number, to: number): string {
  return bytes.toString('latin1', Math.max(0, from), Math.min(bytes.length, to));
}

import { isUtf8 } from 'node:buffer';
import { isStandIn } from './names.ts';
import type { Pattern } from './pattern.ts';

/** The shortest part that is taken for one: the header of a token is `eyJ` and more. */
const JWT = /eyJ[\w-]{8,}\.[\w-]*(?:\.[\w-]*)*/g;
const SPACE = '(?:\\s|%20|\\+)';
const BEARER = new RegExp(`(bearer${SPACE}{1,4})[\\w.~+/=%-]{8,}`, 'gi');
const BASIC = new RegExp(`(basic${SPACE}{1,4})[\\w+/-]{4,}(?:=|%3D){0,2}`, 'gi');
/** `Authorization: token x`, `X-Vault-Token: x`. */
const HEADER =
  /((?:authorization\\{0,3}["']?\s{0,4}:\s{0,4}\\{0,3}["']?(?:token|apikey|negotiate|bearer|sso-key|genie(?:key)?)\s{1,4}|\bx-[\w-]{0,40}(?:token|key|secret)\\{0,3}["']?\s{0,4}:\s{0,4}\\{0,3}["']?))[^\s"'\\,;]{4,}/gi;
const PRIVATE_KEY =
  /-----BEGIN [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----(?:[^-"]|-(?!----))*(?:-----END [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----)?/g;
const ENCODED_KEY = /LS0tLS1CRUdJ[\w+/=-]*/g;
/** What stands before the host in an address. What is pinned to a digest has an `@`, too. */
const USER_INFO = /(:\/\/[^\s/:@"'\\<>]{0,256}:)(?:[^\s/@"'\\?#]|\\u00(?:26|3[ce]))+(?=@(?!sha\d))/g;
/** How Go's driver for MySQL is told where to connect. */
const DSN = /(\b[\w.-]{1,64}:)[^\s@"'\\:/]+(?=@(?:tcp|unix)\()/g;
/** What signs an address, so that whoever has it is let in. */
const SIGNATURE = /((?:[?&;]|\\u0026)sig=|\bx-(?:amz|goog)-signature=)[\w%+/=-]{20,}/gi;
const SLACK_HOOK = /(hooks\.slack\.com\/services\/)[\w/]{20,}/g;
/** Keys and tokens of services, by what their makers let them begin with: AWS, Google, GitHub, GitLab, Slack, npm, Stripe, Docker, Vault, Swarm. */
const SERVICE_KEY = new RegExp(
  `(?<![A-Za-z0-9])(?:${[
    '(?:AKIA|ASIA)[A-Z2-7]{16}',
    'AIza[\\w-]{35}',
    'ya29\\.[\\w-]{20,}',
    'GOCSPX-[\\w-]{20,}',
    'gh[pousr]_[A-Za-z0-9]{36,}',
    'github_pat_\\w{22,}',
    'glpat-[\\w-]{20,}',
    'xox[abeoprs]-[\\w-]{10,}',
    'xapp-\\d-[\\w-]{10,}',
    'npm_[A-Za-z0-9]{36}',
    '[sr]k_live_[A-Za-z0-9]{20,}',
    'dckr_pat_[\\w-]{20,}',
    'hv[sb]\\.[\\w-]{20,}',
    'SWM(?:TKN|KEY)-1-[\\w+/-]{20,}',
  ].join('|')})(?![A-Za-z0-9])`,
  'g',
);
/** A client secret of Entra ID, once Azure AD: three characters, the number of its format, `Q~`, and 31 to 34 more. */
const CLIENT_SECRET = /(?<![\w~.%+/-])[\w~.-]{3}\dQ~[\w~.-]{31,34}(?![\w~.-])/g;

export const SHAPES: readonly Pattern[] = [
  { name: 'private-key', find: PRIVATE_KEY },
  { name: 'private-key', find: ENCODED_KEY, holds: isEncodedKey },
  { name: 'jwt', find: JWT },
  {
    name: 'bearer',
    find: BEARER,
    keep: ([, scheme = '']) => scheme,
    holds: (token) => !/^[A-Z]?[a-z]+\.?$/.test(token),
  },
  { name: 'basic', find: BASIC, keep: ([, scheme = '']) => scheme, holds: isUserAndPassword },
  { name: 'header', find: HEADER, keep: ([, header = '']) => header, holds: (value) => !isStandIn(value) },
  { name: 'address', find: USER_INFO, keep: ([, before = '']) => before, holds: (value) => !isStandIn(value) },
  { name: 'address', find: DSN, keep: ([, before = '']) => before, holds: (value) => !isStandIn(value) },
  { name: 'signature', find: SIGNATURE, keep: ([, before = '']) => before },
  { name: 'signature', find: SLACK_HOOK, keep: ([, before = '']) => before },
  { name: 'key', find: SERVICE_KEY },
  { name: 'key', find: CLIENT_SECRET },
];

/** A certificate begins alike; a file may hold both. */
export function isEncodedKey(text: string): boolean {
  return Buffer.from(text, 'base64').includes('PRIVATE KEY');
}

/** `Basic authentication` is no credential. */
function isUserAndPassword(text: string): boolean {
  const decoded = Buffer.from(text.replaceAll('%3D', '='), 'base64');
  return decoded.includes(':') && isUtf8(decoded) && decoded.every((byte) => byte >= 0x20 && byte !== 0x7f);
}

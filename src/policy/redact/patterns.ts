import { PLACEHOLDER } from '../../event/redacted.ts';

/**
 * Secrets that give themselves away by how they are written, in any text. All patterns are linear, and meet JSON as it
 * stands: none of what they take needs an escape.
 */
interface Pattern {
  readonly name: string;
  readonly find: RegExp;
  /** What stays of a match, before what is removed. */
  readonly keep?: (match: RegExpMatchArray) => string;
  /** What a text has in which it is looked for; without it, every text. */
  readonly within?: RegExp;
  /** Whether a match is one. */
  readonly holds?: (secret: string) => boolean;
}

/** The shortest part that is taken for one: the header of a token is `eyJ` and more. */
const JWT = /eyJ[\w-]{8,}\.[\w-]*(?:\.[\w-]*)*/g;
const BEARER = /(bearer\s+)([\w.~+/=-]{8,})/gi;
const PRIVATE_KEY = /-----BEGIN [A-Z0-9 ]*PRIVATE KEY-----[^-"]*(?:-----END [A-Z0-9 ]*PRIVATE KEY-----)?/g;
const ENCODED_KEY = /LS0tLS1CRUdJ[\w+/=-]*/g;
/** Also as the end of a longer name: `DB_PASSWORD`, `nsxtPassword`. UAA puts `tokenValue` after another word without a space. */
const ENDINGS = 'password|passwd|client_?secret|token_?value';
/** Names of parameters whose values are secrets, as a pattern. */
export const SECRET_PARAMETERS = `${ENDINGS}|access_?token|refresh_?token|id_?token|token|api_?key|access_?key|secret`;
/**
 * Parameters of a URI, variables, members of forms and property lists. The search goes from `=` to `=` and looks back from
 * there. `<TOKEN>` is what UAA itself writes for one.
 */
const PARAMETER = new RegExp(
  `=(?<=(?:${ENDINGS}|(?:^|[^a-z0-9]|\\\\u0026)(?:${SECRET_PARAMETERS}))=)(?!<TOKEN>)(?:(')[^'\\\\]+|(\\\\{0,3}")[^"\\\\]+|[^&\\\\"'\\s,;)}\\]]+)`,
  'gi',
);
/** Members of JSON that cannot be read as such, or stand in a line of text; in a string its quotation marks are escaped. */
const MEMBER = new RegExp(`:(?<="(?:${SECRET_PARAMETERS})\\\\{0,3}"\\s{0,4}:)(\\s{0,4}\\\\{0,3}")[^"\\\\]+`, 'gi');
/** Members of an object as Java prints it: `class ClusterParameters { password: x }`, on one line or several. */
const PRINTED = new RegExp(
  `:(?<=(?:${ENDINGS}|access_?token|refresh_?token|api_?key|private_?key):)(\\s{1,4})(?!null\\b)[^\\s"'\\\\{}]+(?: [^\\s"'\\\\{}:]+(?=[\\s\\\\}]|$))*`,
  'gi',
);
const PRINTED_OBJECT = /\bclass \w+ \{/;
/** What a text has that holds members of JSON, or of a printed object. */
const MEMBERS = /"\s{0,4}:|\bclass \w+ \{/;

const PATTERNS: readonly Pattern[] = [
  { name: 'private-key', find: PRIVATE_KEY },
  { name: 'private-key', find: ENCODED_KEY, holds: (text) => Buffer.from(text, 'base64').includes('PRIVATE KEY') },
  { name: 'jwt', find: JWT },
  { name: 'bearer', find: BEARER, keep: ([, scheme = '']) => scheme },
  { name: 'parameter', find: PARAMETER, keep: ([, single = '', double = '']) => `=${single}${double}` },
  { name: 'parameter', find: MEMBER, keep: ([, space = '']) => `:${space}` },
  { name: 'parameter', find: PRINTED, keep: ([, space = '']) => `:${space}`, within: PRINTED_OBJECT },
];

/** What these find is secret by its place. */
const BY_NAME: ReadonlySet<RegExp> = new Set([MEMBER, PRINTED]);

/** Which arguments of a command that is run in a container are taken out: those that tell of a secret, or all. */
export type Arguments = 'secret' | 'all';

/** They stand in the URI of an exec. What was run is what is asked for afterwards, so the program itself is always kept. */
const COMMAND = /([?&]|\\u0026)command=([^&\\"\s]*)/g;
/** What an argument has that holds a secret, and an option before one that does. */
const TELLS = /passw|secret|token|api_?key|credential|private|authorization|bearer|eyJ|\w:\w+@|-u(?:\+|%20)\S+:|^-p\S/i;
const ANNOUNCES = /^-{1,2}(?:p|pass|passw.*|token|secret|.*key|auth.*|credential.*)$/i;

/** Whether `redactText` may replace anything in a text. */
export function mayHold(text: string): boolean {
  return text.includes('exec?') || PATTERNS.some((one) => !BY_NAME.has(one.find) && text.search(one.find) >= 0);
}

/** Whether a text, as it stands in a string of JSON, may hold something that the name before it says is secret. */
export function mayHoldMembers(text: string): boolean {
  return MEMBERS.test(text);
}

export interface TextOptions {
  readonly replace: (secret: string) => string;
  /** Told the name of each pattern that was met. */
  readonly note: (name: string) => void;
  readonly arguments: Arguments;
}

/** Replaces what is secret in a text. Gives the same text if nothing is. */
export function redactText(text: string, options: TextOptions): string {
  const { replace, note } = options;
  let redacted = text;
  for (const { name, find, keep, holds, within } of PATTERNS) {
    if (within && !within.test(text)) continue;
    redacted = redacted.replace(find, (...parts: unknown[]) => {
      const match = parts as unknown as RegExpMatchArray;
      const [whole] = match;
      if (holds && !holds(whole)) return whole;
      const kept = keep?.(match) ?? '';
      const secret = whole.slice(kept.length);
      if (secret.startsWith(PLACEHOLDER)) return whole;
      note(name);
      return kept + replace(secret);
    });
  }
  return redactCommand(redacted, options);
}

function redactCommand(text: string, { replace, note, arguments: which }: TextOptions): string {
  if (!text.includes('exec?')) return text;
  let isProgram = true;
  let isAnnounced = false;
  return text.replace(COMMAND, (whole, before: string, argument: string) => {
    const announces = ANNOUNCES.test(argument);
    const isSecret = which === 'all' || isAnnounced || (!announces && TELLS.test(argument));
    const keeps = isProgram || !isSecret || argument === '' || argument.startsWith(PLACEHOLDER);
    isProgram = false;
    isAnnounced = announces;
    if (keeps) return whole;
    note('command');
    return `${before}command=${replace(argument)}`;
  });
}

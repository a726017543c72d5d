/**
 * Secrets that give themselves away by how they are written, in any text. All patterns are linear, and meet JSON as it
 * stands: none of what they take needs an escape.
 */
interface Pattern {
  readonly name: string;
  readonly find: RegExp;
  /** What stays of a match, before what is removed. */
  readonly keep?: (match: RegExpMatchArray) => string;
  /** Whether a match is one. */
  readonly holds?: (secret: string) => boolean;
}

/** The shortest part that is taken for one: the header of a token is `eyJ` and more. */
const JWT = /eyJ[\w-]{8,}\.[\w-]*(?:\.[\w-]*)*/g;
const BEARER = /(bearer\s+)([\w.~+/=-]{8,})/gi;
const PRIVATE_KEY = /-----BEGIN [A-Z0-9 ]*PRIVATE KEY-----[^-"]*(?:-----END [A-Z0-9 ]*PRIVATE KEY-----)?/g;
const ENCODED_KEY = /LS0tLS1CRUdJ[\w+/=-]*/g;
/** Names of parameters whose values are secrets, as a pattern. */
export const SECRET_PARAMETERS =
  'password|passwd|client_?secret|access_?token|refresh_?token|id_?token|token|api_?key|secret';
/** Parameters of a URI, members of forms and property lists. The search goes from `=` to `=` and looks back from there. */
const PARAMETER = new RegExp(
  `=(?<=(?:^|[^\\w-]|\\\\u0026)(?:${SECRET_PARAMETERS})=)(['"]?)[^&\\\\"'\\s,;)}\\]]+`,
  'gi',
);
/** Members of JSON that cannot be read as such. */
const MEMBER = new RegExp(`:(?<="(?:${SECRET_PARAMETERS})"\\s{0,4}:)(\\s{0,4}")[^"\\\\]+`, 'gi');

const PATTERNS: readonly Pattern[] = [
  { name: 'private-key', find: PRIVATE_KEY },
  { name: 'private-key', find: ENCODED_KEY, holds: (text) => Buffer.from(text, 'base64').includes('PRIVATE KEY') },
  { name: 'jwt', find: JWT },
  { name: 'bearer', find: BEARER, keep: ([, scheme = '']) => scheme },
  { name: 'parameter', find: PARAMETER, keep: ([, quote = '']) => `=${quote}` },
  { name: 'parameter', find: MEMBER, keep: ([, space = '']) => `:${space}` },
];

/** Which arguments of a command that is run in a container are taken out: those that tell of a secret, or all. */
export type Arguments = 'secret' | 'all';

/** They stand in the URI of an exec. What was run is what is asked for afterwards, so the program itself is always kept. */
const COMMAND = /([?&]|\\u0026)command=([^&\\"\s]*)/g;
/** What an argument has that holds a secret, and an option before one that does. */
const TELLS = /passw|secret|token|api_?key|credential|private|authorization|bearer|eyJ|\w:\w+@|-u(?:\+|%20)\S+:|^-p\S/i;
const ANNOUNCES = /^-{1,2}(?:p|pass|passw.*|token|secret|.*key|auth.*|credential.*)$/i;

/** Whether `redactText` may replace anything in a text. */
export function mayHold(text: string): boolean {
  return text.includes('exec?') || PATTERNS.some(({ find }) => find !== MEMBER && text.search(find) >= 0);
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
  for (const { name, find, keep, holds } of PATTERNS) {
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

/** What every replacement begins with. */
export const PLACEHOLDER = '[redacted';

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

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
const BASIC = /(authorization"?\s*[:=]\s*"?basic\s+)([\w+/=-]{4,})/gi;
const PRIVATE_KEY = /-----BEGIN [A-Z0-9 ]*PRIVATE KEY-----[^-"]*(?:-----END [A-Z0-9 ]*PRIVATE KEY-----)?/g;
const ENCODED_KEY = /LS0tLS1CRUdJ[\w+/=-]*/g;
const NAMES = 'password|passwd|pwd|client_?secret|access_?token|refresh_?token|id_?token|token|api_?key|secret';
/** Parameters of a URI, members of forms and property lists. The search goes from `=` to `=` and looks back from there. */
const PARAMETER = new RegExp(`=(?<=(?:^|[^\\w-]|\\\\u0026)(?:${NAMES})=)(['"]?)[^&\\\\"'\\s,;)}\\]]+`, 'gi');
/** Members of JSON that cannot be read as such. */
const MEMBER = new RegExp(`:(?<="(?:${NAMES})"\\s{0,4}:)(\\s{0,4}")[^"\\\\]+`, 'gi');

const PATTERNS: readonly Pattern[] = [
  { name: 'private-key', find: PRIVATE_KEY },
  { name: 'private-key', find: ENCODED_KEY, holds: (text) => Buffer.from(text, 'base64').includes('PRIVATE KEY') },
  { name: 'jwt', find: JWT },
  { name: 'bearer', find: BEARER, keep: ([, scheme = '']) => scheme },
  { name: 'basic', find: BASIC, keep: ([, scheme = '']) => scheme },
  { name: 'parameter', find: PARAMETER, keep: ([, quote = '']) => `=${quote}` },
  { name: 'parameter', find: MEMBER, keep: ([, space = '']) => `:${space}` },
];

/** The command that runs in a container stands in the URI of an exec: its program is kept, what it is given is not. */
const COMMAND = /([?&]|\\u0026)command=([^&\\"\s]*)/g;

/** Whether `redactText` may replace anything in a text. */
export function mayHold(text: string): boolean {
  return text.includes('exec?') || PATTERNS.some(({ find }) => find !== MEMBER && text.search(find) >= 0);
}

/** Replaces what is secret in a text; `note` is told the name of each pattern that was met. Gives the same text if there is none. */
export function redactText(text: string, replace: (secret: string) => string, note: (name: string) => void): string {
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
  return redactCommand(redacted, replace, note);
}

/** What every replacement begins with. */
export const PLACEHOLDER = '[redacted';

function redactCommand(text: string, replace: (secret: string) => string, note: (name: string) => void): string {
  if (!text.includes('exec?')) return text;
  let isProgram = true;
  return text.replace(COMMAND, (whole, before: string, argument: string) => {
    const keeps = isProgram || argument === '' || argument.startsWith(PLACEHOLDER);
    isProgram = false;
    if (keeps) return whole;
    note('command');
    return `${before}command=${replace(argument)}`;
  });
}

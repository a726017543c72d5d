import { PLACEHOLDER } from '../../event/redacted.ts';
import { announcedSecrets, OPTION, SHELL, tellsOfSecret } from './commands.ts';
import { isSecretMember, isStandIn } from './names.ts';
import type { Pattern } from './pattern.ts';
import { SHAPES } from './shapes.ts';

/** Also as the end of a longer name: `DB_PASSWORD`, `nsxtPassword`. UAA puts `tokenValue` after another word without a space. */
const ENDINGS =
  'password|passwd|passphrase|passcode|client[_-]?secret|secret[_-]?(?:access[_-]?)?key|(?:account|sharedaccess|encryption|private)[_-]?key|session[_-]?token|token_?value';
/** Names of parameters whose values are secrets, as a pattern. */
const SECRET_PARAMETERS = `${ENDINGS}|access_?token|refresh_?token|id_?token|token|api_?key|access_?key|secret`;
/** What a value may have of the characters that Go escapes, but for the ampersand, which ends a parameter. */
const ESCAPED = '\\\\u003[ce]';
/**
 * Parameters of a URI, variables, members of forms and property lists. The search goes from `=` to `=` and looks back from
 * there. `<TOKEN>` is what UAA itself writes for one.
 */
const PARAMETER = new RegExp(
  `=(?<=(?:${ENDINGS}|(?:^|[^a-z0-9]|\\\\u0026)(?:${SECRET_PARAMETERS})|;\\s?pwd)=)(?<!;\\s?pwd=(?=/))(?:(')[^'\\\\]+|(\\\\{0,3}")[^"\\\\]+|(?:[^&\\\\"'\\s,;)}\\]]|${ESCAPED})+)`,
  'gi',
);
/** Members of JSON that cannot be read as such, or stand in a line of text; in a string its quotation marks are escaped. */
const MEMBER =
  /:(?<="([\w.-]{3,80})\\{0,3}"\s{0,4}:)(?:(\s{0,4}")(?:[^"\\]|\\.)+|(\s{0,4}\\{1,3}")(?:[^"\\]|\\{1,7}[^"\\])+)/g;
/** Members of an object as Java prints it: `class ClusterParameters { password: x }`, on one line or several. */
const PRINTED = /:(?<=\b([\w.-]{3,80}):)(\s{1,4})(?!null\b)[^\s"'\\{}]+(?: [^\s"'\\{}:]+(?=[\s\\}]|$))*/g;
const PRINTED_OBJECT = /\bclass \w+ \{/;
/** A line of YAML, of a property list or of an INI file, as in a kubeconfig: `  token: x`, `password = "x"`. */
const LINE =
  /((?:^|\n|\\[nr])[ \t]{0,64}(?:- )?(?:export )?\\{0,3}["']?)([\w.-]{3,80})(\\{0,3}["']?(?:[ \t]{0,8}=[ \t]{0,8}|:[ \t]{1,8}))(\\{0,3}["']|(?![|>&*![{]))(?:[^"'\\\n#]|\\u00(?:26|3[ce]))+/g;

const NAME_IN_TEXT = new RegExp(`(?:${ENDINGS})$|^(?:${SECRET_PARAMETERS})$`, 'i');

function isNameInText(name: string): boolean {
  return NAME_IN_TEXT.test(name) || isSecretMember(name);
}

const PATTERNS: readonly Pattern[] = [
  ...SHAPES,
  {
    name: 'parameter',
    find: PARAMETER,
    keep: ([, single = '', double = '']) => `=${single}${double}`,
    holds: (value) => !isStandIn(value),
  },
  {
    name: 'parameter',
    find: MEMBER,
    keep: ([, , plain = '', escaped = '']) => `:${plain}${escaped}`,
    holds: (value, [, name = '']) => isNameInText(name) && !isStandIn(value),
  },
  {
    name: 'parameter',
    find: PRINTED,
    keep: ([, , space = '']) => `:${space}`,
    within: PRINTED_OBJECT,
    holds: (value, [, name = '']) => isNameInText(name) && !isStandIn(value),
  },
  {
    name: 'parameter',
    find: LINE,
    keep: ([, before = '', name = '', colon = '', quote = '']) => `${before}${name}${colon}${quote}`,
    holds: (value, [, , name = '']) => isSecretMember(name) && !isStandIn(value.trim()),
  },
  { name: 'option', find: OPTION, keep: ([, before = '']) => before, holds: (value) => !isStandIn(value) },
  { name: 'option', find: SHELL, keep: ([, before = '']) => before, holds: (value) => !isStandIn(value) },
];

/** Which arguments of a command that is run in a container are taken out: those that tell of a secret, or all. */
export type Arguments = 'secret' | 'all';

export interface TextOptions {
  readonly replace: (secret: string) => string;
  /** Told the name of each pattern that was met. */
  readonly note: (name: string) => void;
  readonly arguments: Arguments;
}

/** Replaces what is secret in a text. Gives the same text if nothing is. */
export function redactText(text: string, options: TextOptions): string {
  return redactCommand(redactPatterns(text, options), options);
}

function redactPatterns(text: string, { replace, note }: Omit<TextOptions, 'arguments'>): string {
  let redacted = text;
  for (const { name, find, keep, holds, within } of PATTERNS) {
    if (within && !within.test(text)) continue;
    redacted = redacted.replace(find, (...parts: unknown[]) => {
      const match = parts as unknown as RegExpMatchArray;
      const [whole] = match;
      const kept = keep?.(match) ?? '';
      const secret = whole.slice(kept.length);
      if (secret.startsWith(PLACEHOLDER) || (holds && !holds(secret, match))) return whole;
      note(name);
      return kept + replace(secret);
    });
  }
  return redacted;
}

/** Arguments stand in the URI of an exec, each as a parameter. */
const COMMAND = /([?&]|\\u0026)command=([^&\\"\s]*)/g;

function redactCommand(text: string, { replace, note, arguments: which }: TextOptions): string {
  if (!text.includes('exec?')) return text;
  const args = Array.from(text.matchAll(COMMAND), ([, , argument = '']) => decoded(argument));
  const announced = announcedSecrets(args);
  let i = -1;
  return text.replace(COMMAND, (whole, before: string, argument: string) => {
    const value = args[++i] ?? '';
    const isSecret = which === 'all' || announced.has(i) || holdsSecret(value);
    // The program itself is always kept.
    if (i === 0 || !isSecret || argument === '' || argument.startsWith(PLACEHOLDER)) return whole;
    note('command');
    return `${before}command=${replace(argument)}`;
  });
}

function holdsSecret(argument: string): boolean {
  if (tellsOfSecret(argument)) return true;
  let holds = false;
  redactPatterns(argument, {
    replace: () => '',
    note: () => {
      holds = true;
    },
  });
  return holds;
}

function decoded(argument: string): string {
  const text = argument.replaceAll('+', ' ');
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

import { isSecretMember } from './names.ts';

/** Secrets among the arguments of commands. What was run is what is asked for afterwards, so all else is kept. */

/** An option whose next argument is a secret. `-p` is one of few programs; elsewhere it is a port, or parents. */
const ANNOUNCES =
  /^--?(?:[\w-]*(?:password|passwd|passphrase|token|secret|api-?key|access-?key|private-?key|credentials?)|pass|auth|bearer|kek)$/i;
const KEY_OPTION = /^--?[\w-]*key$/i;
const PATH = /^(?:\.{0,2}\/|~\/|@)|\.(?:pem|key|crt|json|ya?ml|txt)$/;

/** Options by which a program is given a secret, alone before it or, where `joins`, in front of it. */
interface Program {
  readonly name: RegExp;
  readonly option: RegExp;
  readonly joins?: RegExp;
}

const PROGRAMS: readonly Program[] = [
  { name: /(?:^|\/)(?:mysql|mariadb)[\w-]*$/, option: /^--password$/, joins: /^-p./ },
  { name: /(?:^|\/)(?:sshpass)$/, option: /^-p$/, joins: /^-p./ },
  { name: /(?:^|\/)(?:docker|podman|nerdctl|crictl|oc|skopeo|buildah|az|helm)$/, option: /^-p$/ },
  { name: /(?:^|\/)(?:redis-cli|valkey-cli)$/, option: /^-a$/ },
  { name: /(?:^|\/)mongo(?:sh|dump|restore|export|import)?$/, option: /^-p$/, joins: /^-p./ },
  { name: /(?:^|\/)(?:curl|wget)$/, option: /^(?:-u|--user|--proxy-user)$/, joins: /^-u./ },
  { name: /(?:^|\/)(?:ldap(?:search|modify|add|delete|passwd|whoami))$/, option: /^-w$/, joins: /^-w./ },
  { name: /(?:^|\/)(?:openssl)$/, option: /^-(?:k|pass|passin|passout)$/ },
];

/** Whether an argument is one of them: most are none. */
const PROGRAM = new RegExp(PROGRAMS.map(({ name }) => name.source).join('|'));

/** Which arguments are secret because of those before them: the option that announces it, or the program's way. */
export function announcedSecrets(args: readonly string[]): ReadonlySet<number> {
  const secret = new Set<number>();
  const called = args.filter((arg) => PROGRAM.test(arg));
  const program = PROGRAMS.find(({ name }) => called.some((arg) => name.test(arg)));
  args.forEach((arg, i) => {
    const before = args[i - 1] ?? '';
    if (program?.joins?.test(arg)) secret.add(i);
    if (i === 0 || arg === '' || (arg.startsWith('-') && ANNOUNCES.test(arg))) return;
    const isAnnounced = ANNOUNCES.test(before) || (program?.option.test(before) ?? false);
    const isKey = KEY_OPTION.test(before) && !PATH.test(arg);
    if ((isAnnounced || isKey) && !/^--?[a-z]/i.test(arg)) secret.add(i);
  });
  return secret;
}

/** The option with its equals sign, of an argument that gives a secret so; empty of any other. */
export function optionName(argument: string): string {
  const [option = '', name = ''] = /^--?([\w-]+)=(?!$)/.exec(argument) ?? [];
  return isSecretMember(name) ? option : '';
}

/** What an argument has that holds a secret, if it is more than a path or a question about Secrets. */
const TELLS = /passw|secret|token|api_?key|credential|private|authorization|bearer|--from-literal|\w:\w+@/i;
const INNOCENT =
  /(?:^|[\s='"])(?:\.{0,2}\/|~\/|https?:\/\/)[^\s'"@]*|--[\w-]+-(?:file|path|dir)\b|^(?:secrets?|tokens?)(?:\/[\w.-]+)?$|\b(?:get|describe|delete|list|watch)\s+(?:[\w.,-]*,)?(?:secrets?|tokens?)\b/gi;

/** Whether an argument, decoded, may itself hold a secret. */
export function tellsOfSecret(argument: string): boolean {
  if (/^-/.test(argument) && ANNOUNCES.test(argument)) return false;
  return TELLS.test(argument.replace(INNOCENT, ' '));
}

/** In a shell's line: an option and what follows it. Words of a sentence do not. */
export const OPTION =
  /((?:^|[\s"'])--?[\w-]*(?:password|passwd|passphrase|token|secret|api-?key)\s{1,4}\\{0,3}["']?)(?!(?:is|are|was|to|for|and|or|not|in|of|from|with|without|must|can|may|should|has|flag|option|argument|value|instead|if|when)\b)(?!-)[^\s"'\\,;)\]]+/gi;
/** In a shell's line: programs with ways of their own. */
export const SHELL =
  /((?:\b(?:mysql|mariadb)[\w-]{0,20}\s[^|;&"\\]{0,200}?(?<=\s)-p|\b(?:sshpass|(?:docker|podman|oc|helm registry)\s+login)\s[^|;&"\\]{0,200}?(?<=\s)-p\s{0,4}|\bredis-cli\s[^|;&"\\]{0,200}?(?<=\s)-a\s{1,4}|\bcurl\s[^|;&"\\]{0,200}?(?<=\s)(?:-u|--user)\s{0,4}["']?[^\s:"'\\]{1,64}:)["']?)[^\s"'\\|;&]+/g;

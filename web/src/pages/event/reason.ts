/** Who was let do something by RBAC, and by what. */
export interface Grant {
  readonly binding: NamedObject;
  readonly role: NamedObject;
  readonly subject: { readonly kind: string; readonly name: string; readonly namespace?: string };
}

export interface NamedObject {
  readonly kind: string;
  /** The plural, as addresses have it. */
  readonly resource: string;
  readonly name: string;
  /** Missing for what holds in the whole cluster. */
  readonly namespace?: string;
}

const QUOTED = '"((?:[^"\\\\]|\\\\.)*)"';
const SENTENCE = new RegExp(
  `^RBAC: allowed by (ClusterRoleBinding|RoleBinding) ${QUOTED} of (ClusterRole|Role) ${QUOTED} to (User|Group|ServiceAccount) ${QUOTED}$`,
  's',
);

/**
 * What the annotation `authorization.k8s.io/reason` says, where RBAC wrote it; `undefined` for any other sentence.
 * Source: kubernetes/kubernetes `pkg/registry/rbac/validation/rule.go`, which writes `NAME/NAMESPACE` where there is one.
 */
export function readGrant(reason: string): Grant | undefined {
  const [, bindingKind, binding, roleKind, role, subjectKind, subject] = SENTENCE.exec(reason) ?? [];
  if (!bindingKind || !roleKind || !subjectKind) return undefined;
  const isInNamespace = bindingKind === 'RoleBinding';
  const [name, namespace] = isInNamespace ? cutLast(unquote(binding)) : [unquote(binding), undefined];
  const [account, home] = subjectKind === 'ServiceAccount' ? cutLast(unquote(subject)) : [unquote(subject), undefined];
  return {
    binding: object(bindingKind, name, namespace),
    role: object(roleKind, unquote(role), roleKind === 'Role' ? namespace : undefined),
    subject: { kind: subjectKind, name: account, ...(home === undefined ? {} : { namespace: home }) },
  };
}

function object(kind: string, name: string, namespace: string | undefined): NamedObject {
  return { kind, resource: `${kind.toLowerCase()}s`, name, ...(namespace === undefined ? {} : { namespace }) };
}

/** Names hold no slash, but those of roles may: the last one counts. */
function cutLast(text: string): [string, string | undefined] {
  const at = text.lastIndexOf('/');
  return at < 0 ? [text, undefined] : [text.slice(0, at), text.slice(at + 1)];
}

/** Go's `%q`, whose escapes are those of JSON for the characters that names have. */
function unquote(text = ''): string {
  return text.replace(/\\(["\\])/g, '$1');
}

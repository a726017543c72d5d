import type { AuditEvent } from '../../../../src/event/event.ts';
import { writeExact } from '../../../../src/event/exact-json.ts';
import { readPatch } from '../../../../src/history/patch/patch.ts';

/** Characters of a body that a command takes along; a shell takes no more than 128 kB for one word. */
const MAX_BODY = 100_000;

/**
 * The command of kubectl that would do the same, or, where there is none, look at the same; `undefined` for what is no request
 * to a Kubernetes API.
 */
export function kubectlOf(event: AuditEvent): string | undefined {
  const { verb = '', objectRef, requestURI = '', impersonatedUser } = event;
  const words = objectRef?.resource
    ? ofObject(event)
    : verb === 'get' && requestURI.startsWith('/')
      ? ['get', '--raw', requestURI]
      : undefined;
  if (!words) return undefined;
  const as = impersonatedUser?.username ? ['--as', impersonatedUser.username] : [];
  const groups = as.length > 0 ? (impersonatedUser?.groups ?? []).flatMap((group) => ['--as-group', group]) : [];
  const [command, ...input] = splitInput([...words, ...as, ...groups]);
  return ['kubectl', ...(command as string[])].map(quoted).join(' ') + input.join('');
}

/** A word that begins so is what the command reads from its input. */
const INPUT = '\u0000';

function splitInput(words: readonly string[]): [string[], ...string[]] {
  const input = words.find((word) => word.startsWith(INPUT));
  const rest = words.filter((word) => word !== input);
  return input === undefined ? [rest] : [rest, ` <<'EOF'\n${input.slice(1)}\nEOF`];
}

function ofObject(event: AuditEvent): readonly string[] | undefined {
  const { verb = '', objectRef = {}, requestObject } = event;
  const { resource = '', apiGroup, name, namespace, subresource } = objectRef;
  const kind = apiGroup ? `${resource}.${apiGroup}` : resource;
  const target = [kind, ...(name ? [name] : []), ...inNamespace(resource, namespace)];
  if (subresource) return ofPart(event, target) ?? looking(target, verb);
  const body = textOf(requestObject);
  switch (verb) {
    case 'delete':
      return ['delete', ...target];
    case 'patch':
      return patching(event, target) ?? looking(target, verb);
    case 'create':
    case 'update':
      return body === undefined
        ? looking(target, verb)
        : [verb === 'create' ? 'create' : 'replace', '-f', '-', ...inNamespace(resource, namespace), INPUT + body];
    default:
      return looking(target, verb, event);
  }
}

/** kube-apiserver notes a namespace as being in itself. */
function inNamespace(resource: string, namespace: string | undefined): string[] {
  return namespace && resource !== 'namespaces' ? ['-n', namespace] : [];
}

function looking(target: readonly string[], verb: string, event?: AuditEvent): readonly string[] {
  const query = new URLSearchParams(event?.requestURI?.split('?')[1] ?? '');
  const selectors = [
    ['-l', query.get('labelSelector')],
    ['--field-selector', query.get('fieldSelector')],
  ].flatMap(([flag, value]) => (value ? [flag as string, value] : []));
  return ['get', ...target, ...selectors, ...(verb === 'watch' ? ['--watch'] : ['-o', 'yaml'])];
}

function ofPart(event: AuditEvent, target: readonly string[]): readonly string[] | undefined {
  const { verb = '', objectRef = {}, requestObject, requestURI = '' } = event;
  const query = new URLSearchParams(requestURI.split('?')[1] ?? '');
  const rest = target.slice(1);
  const container = query.get('container');
  const inContainer = container ? ['-c', container] : [];
  switch (objectRef.subresource) {
    case 'exec': {
      const command = query.getAll('command');
      const flags = [query.get('stdin') === 'true' ? '-i' : '', query.get('tty') === 'true' ? '-t' : ''].filter(
        Boolean,
      );
      return ['exec', ...flags, ...rest, ...inContainer, '--', ...(command.length > 0 ? command : ['sh'])];
    }
    case 'attach':
      return ['attach', ...rest, ...inContainer];
    case 'portforward':
      return ['port-forward', ...rest, ...(query.getAll('ports').length > 0 ? query.getAll('ports') : [':80'])];
    case 'log':
      return ['logs', ...rest, ...inContainer];
    case 'scale': {
      const replicas = (requestObject as { spec?: { replicas?: unknown } } | undefined)?.spec?.replicas;
      return typeof replicas === 'number' && verb !== 'get'
        ? ['scale', ...target, `--replicas=${replicas}`]
        : undefined;
    }
    case 'token':
      return ['create', 'token', ...rest];
    case 'approval':
      return ['certificate', 'approve', ...rest];
    default:
      return undefined;
  }
}

/** The kind of the patch is read off it, as for the life of an object. */
function patching(
  { objectRef = {}, requestObject }: AuditEvent,
  target: readonly string[],
): readonly string[] | undefined {
  const patch = readPatch(requestObject, objectRef.apiGroup ?? '');
  const body = textOf(requestObject);
  if (!patch || body === undefined) return undefined;
  const place = inNamespace(objectRef.resource ?? '', objectRef.namespace);
  if (patch.kind === 'apply') return ['apply', '--server-side', '-f', '-', ...place, INPUT + body];
  return ['patch', ...target, `--type=${patch.kind}`, '-p', body];
}

function textOf(body: unknown): string | undefined {
  if (body === undefined || body === null) return undefined;
  const text = writeExact(body);
  return text.length > MAX_BODY ? undefined : text;
}

const PLAIN = /^[\w./:=@%+,-]+$/;

/** A word as a POSIX shell reads it back. */
export function quoted(word: string): string {
  return PLAIN.test(word) ? word : `'${word.replaceAll("'", String.raw`'\''`)}'`;
}

/** The first moment that is searched unless a person says otherwise. */
export const DEFAULT_FROM = 'now-24h';
/** Stands in an address for “from the beginning”, which an address cannot say by leaving it out. */
export const EVER = 'ever';

/** What `from` of an address asks the API for. */
export function fromOf(from: string | undefined): string | undefined {
  return from === EVER ? undefined : (from ?? DEFAULT_FROM);
}

export interface Named {
  readonly namespace: string;
  readonly resource: string;
  readonly name: string;
}

/** An object that a text names in full: `prod/deployments/api`, or `nodes/worker-1`. */
export function namedIn(text: string): Named | undefined {
  const parts = text.trim().split('/');
  if (parts.length < 2 || parts.length > 3 || parts.some((part) => part === '' || /\s/.test(part))) return undefined;
  const [namespace, resource, name] = parts.length === 3 ? parts : ['-', ...parts];
  return { namespace: namespace as string, resource: resource as string, name: name as string };
}

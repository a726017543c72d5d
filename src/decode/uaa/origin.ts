import { isIP } from 'node:net';
import type { Value } from './read-line.ts';

/** Where and by whom something was asked. */
export interface Origin {
  readonly address: string | undefined;
  /** The program: an OAuth client. */
  readonly client: string | undefined;
  readonly user: string | undefined;
}

/**
 * Reads `remoteAddress=10.0.0.1, clientId=cf`, `client=cf, user=ann`, `client=admin, details=(remoteAddress=10.0.0.1, sub=admin)`, or
 * an address alone. The first of several of one name holds; the last part of an origin that is cut off is left out.
 */
export function readOrigin({ text, isWhole }: Value): Origin {
  const found = new Map<string, string>();
  for (const part of originParts(text, isWhole)) {
    const [, name, value] = /^(?:details=\()?(\w+)=(.*?)\)?$/s.exec(part) ?? [];
    if (name === undefined || value === undefined) {
      if (isIP(part)) found.set('remoteAddress', part);
    } else if (!found.has(name) && isSaid(value)) found.set(name, value);
  }
  const address = found.get('remoteAddress') ?? '';
  return {
    address: isIP(address) ? address : undefined,
    client: found.get('client') ?? found.get('clientId'),
    user: found.get('user') ?? found.get('sub') ?? found.get('caller'),
  };
}

export function originParts(text: string, isWhole = true): readonly string[] {
  const parts = text.split(', ');
  return isWhole ? parts : parts.slice(0, -1);
}

/** Java writes `null` for what there is not. */
export function isSaid(value: string): boolean {
  return value !== '' && value !== 'null';
}

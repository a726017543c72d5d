import type { ListenerStatus } from './observer.ts';

/** A socket that listens. */
export interface Listener {
  /** What was opened, with the port that was taken, such as `udp://127.0.0.1:5514`. */
  readonly url: string;
  status(): Promise<Omit<ListenerStatus, 'source'>>;
  /** Takes nothing new and reads what was sent; resolves when all of that is handed over. */
  stop(): Promise<void>;
}

/** The URL of a socket's address. */
export function urlOf(scheme: string, { address, port }: { readonly address: string; readonly port: number }): string {
  return `${scheme}//${address.includes(':') ? `[${address}]` : address}:${port}`;
}

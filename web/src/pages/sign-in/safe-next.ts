/** Where to go after signing in: an address of ours, whatever the link said. */
export function safeNext(next: string | undefined): string {
  // A second slash or backslash would name another host.
  if (!next || !/^\/(?![/\\])/.test(next) || next.startsWith('/sign-in')) return '/';
  return next;
}

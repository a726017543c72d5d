/** What the page's policy lets style elements in by; empty where the page came without one. */
export function nonce(): string {
  return document.querySelector<HTMLMetaElement>('meta[name="csp-nonce"]')?.content ?? '';
}

/** Of every answer: none is taken for a script or a style, shown in a frame, or loaded by a page of another origin. */
export const ANSWER_HEADERS: Readonly<Record<string, string>> = {
  'x-content-type-options': 'nosniff',
  'cross-origin-resource-policy': 'same-origin',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
};

/** What a page never asks a browser for. */
const NEVER = ['camera', 'display-capture', 'geolocation', 'microphone', 'payment', 'usb'];

/**
 * Of a page. Whatever an event holds, nothing of it runs: scripts come from files of this server alone, and no text becomes
 * markup without a Trusted Types policy. `nonce` is for the style elements of the editor.
 * A browser that does not say where a request comes from, as over plain HTTP, has to say it by `Referer`, which the
 * session needs (`access/request-origin.ts`); it is told to no other origin.
 */
export function pageHeaders(nonce: string, saysSite: boolean): Readonly<Record<string, string>> {
  return {
    ...ANSWER_HEADERS,
    'content-security-policy': [
      "default-src 'none'",
      "script-src 'self'",
      `style-src 'self' 'nonce-${nonce}'`,
      "img-src 'self' data:",
      "connect-src 'self'",
      "font-src 'self'",
      "manifest-src 'self'",
      "base-uri 'none'",
      "form-action 'self'",
      "frame-ancestors 'none'",
      "require-trusted-types-for 'script'",
    ].join('; '),
    'referrer-policy': saysSite ? 'no-referrer' : 'same-origin',
    'cross-origin-opener-policy': 'same-origin',
    'permissions-policy': NEVER.map((feature) => `${feature}=()`).join(', '),
    'cache-control': 'no-cache',
    vary: 'Sec-Fetch-Site',
  };
}

import type { BrowserContext } from 'playwright-core';

type Cookie = Parameters<BrowserContext['addCookies']>[0][number];

/** Signs in as a page of the server does, and gives the cookie for a browser. */
export async function sessionCookie(url: string, token: string): Promise<Cookie> {
  const response = await fetch(`${url}/api/v1/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'sec-fetch-site': 'same-origin' },
    body: JSON.stringify({ token }),
  });
  const set = /^([^=]+)=([^;]+);/.exec(response.headers.get('set-cookie') ?? '');
  if (!set) throw new Error(`Signing in was answered ${response.status}: ${await response.text()}`);
  const [, name = '', value = ''] = set;
  return { name, value, url, httpOnly: true, sameSite: 'Strict' };
}

/** The pages of the web application, by the first part of their address; `web/src/app/router.tsx` has what is below. */
export const PAGES = ['explore', 'events', 'objects', 'actors', 'policies', 'sources', 'sign-in'] as const;

/** The routes at which a page is given. A name in an address may be long and hold anything, so what is below is not looked at. */
export const PAGE_ROUTES: readonly string[] = ['/', ...PAGES.flatMap((page) => [`/${page}`, `/${page}/*`])];

/** Addresses that are for programs, whoever asks. */
const NO_PAGES = /^\/(?:api|ingest|assets)(?:\/|$)/;

/** Whether somebody went to an address that has nothing, and should be told so by the page. */
export function isLostVisit(method: string, path: string, accept: string | undefined): boolean {
  return method === 'GET' && !NO_PAGES.test(path) && accept !== undefined && /text\/html/i.test(accept);
}

/** Whether one who accepts this takes a page; programs that ask for JSON are told that there is none. */
export function takesPage(accept: string | undefined): boolean {
  return accept === undefined || /text\/html|text\/\*|\*\/\*/i.test(accept);
}

/** How often figures that somebody keeps in sight are asked for again, in milliseconds. */
export const REFRESH_MS = 60_000;

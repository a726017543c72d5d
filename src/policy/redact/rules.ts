import type { Arguments } from './patterns.ts';

/** What comes in the place of a secret. Equal secrets get equal placeholders, if it hides only what they are. */
export type Replace = (secret: Uint8Array) => string;

/** How secrets are taken out. */
export interface Rules {
  readonly replace: Replace;
  readonly arguments: Arguments;
}

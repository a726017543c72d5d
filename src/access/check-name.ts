import { VerbatimError } from '../errors.ts';

/** Names that records give to who has no token with a name: Verbatim's own, and those of Kubernetes' system. */
const RESERVED = /^\s*(verbatim|system):/i;

/** What is not seen: controls, formats such as bidirectional overrides, line and paragraph ends; and spaces around. */
const HIDDEN = /[\p{C}\p{Zl}\p{Zp}]|^\s|\s$/u;

/** Throws REQUEST_INVALID if a token of that name could be taken for somebody else where records name who did something. */
export function checkName(name: string): void {
  if (RESERVED.test(name)) {
    const detail = `A token cannot be named ${JSON.stringify(name)}: names that begin so are those of Verbatim and of Kubernetes itself.`;
    throw new VerbatimError('REQUEST_INVALID', detail);
  }
  if (HIDDEN.test(name)) {
    const detail = 'The name of a token cannot hold characters that are not seen, nor begin or end with a space.';
    throw new VerbatimError('REQUEST_INVALID', detail);
  }
}

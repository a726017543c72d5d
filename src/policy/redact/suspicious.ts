import { SECRET_PARAMETERS } from './patterns.ts';

const EQUALS = 0x3d;
/** Makes a capital letter small, in ASCII. */
const TO_SMALL = 0x20;

/**
 * What a secret that is known by how it is written has in it. Words begin with a letter that is rare in audit events,
 * because that is what a search looks for first: ten kilobytes then take half a microsecond, and else ten times as long.
 */
const IN_TEXT = ['yJ', 'Bearer', 'bearer ', 'PRIVATE KEY', 'LS0tLS1', 'xec?'].map(bytesOf);

/** What has to be in a body that holds something secret by its place, also in a JSON text within it. */
const IN_BODY = [
  'Secret',
  'SECRET',
  'Token',
  'TOKEN',
  'Data',
  'OAuth',
  'PASSW',
  'Key',
  '_token',
  '_secret',
  '_key',
  'word',
  'wd',
].map(bytesOf);

/** The same said exactly, for the few bodies that have one of these words. */
const EXACTLY =
  /Secret["'\\L:]|SECRET|stringData|"Data|TokenRe|TOKEN|OAuth|[Pp]assw|PASSW|(?:access|refresh|session|[Jj]oin)Tokens?["\\:]|(?:[aA]pi|private|[uU]nlock|[aA]ccess)_?[kK]ey|(?:API|PRIVATE)_?KEY|(?:access|refresh|id|auth|session)_token|_secret["\\:]/;

/** The first body of a request or an answer. */
const BODY = bytesOf('Object":');

/** What in the address of a request says that its bodies are secret. */
const IN_ADDRESS = ['/secrets', '/token', '/oauth', '/swarm/', '/auth/login', '"secrets"'].map(bytesOf);

/** The last letters of names of parameters that are secret, of which there are hardly any others. */
const BEFORE_EQUALS: ReadonlySet<number> = new Set(['rd', 'wd', 'en', 'ey', 'et', 'ue'].map(pairOf));
const SECRET_NAME = new RegExp(`(?:${SECRET_PARAMETERS})$`, 'i');
/** The longest of them. */
const MAX_NAME = 13;

export interface Suspicion {
  /** Of a secret that is known by how it is written. */
  readonly text: boolean;
  /** Of a secret that is known by its place in a JSON value. */
  readonly place: boolean;
}

/** The words that are left to look for in what was screened. */
export interface Screen {
  readonly inText: readonly Buffer[];
  readonly inBody: readonly Buffer[];
}

export const WHOLE_SCREEN: Screen = { inText: IN_TEXT, inBody: IN_BODY };

/** Looks through many events at once: hardly any of the words is in any of them. */
export function screenOf(bytes: Uint8Array): Screen {
  const buffer = bufferOf(bytes);
  const present = (word: Buffer) => buffer.includes(word);
  return { inText: IN_TEXT.filter(present), inBody: IN_BODY.filter(present) };
}

/**
 * Whether bytes can hold a secret at all. Nearly no event does, and asking costs about a microsecond. In an event of which
 * it is known that kube-apiserver wrote it (`native`), the address comes before the bodies, and nothing outside of bodies is
 * secret by its place.
 */
export function suspicionOf(bytes: Uint8Array, native: boolean, screen = WHOLE_SCREEN): Suspicion {
  const buffer = bufferOf(bytes);
  const text = has(buffer, screen.inText) || hasParameter(buffer);
  if (!native) return { text, place: has(buffer, IN_ADDRESS) || inBody(buffer, screen) };
  const body = buffer.indexOf(BODY);
  if (body < 0) return { text, place: false };
  return { text, place: has(buffer.subarray(0, body), IN_ADDRESS) || inBody(buffer.subarray(body), screen) };
}

function inBody(buffer: Buffer, { inBody: words }: Screen): boolean {
  return has(buffer, words) && EXACTLY.test(buffer.toString('latin1'));
}

function has(buffer: Buffer, words: readonly Buffer[]): boolean {
  for (const word of words) if (buffer.includes(word)) return true;
  return false;
}

function hasParameter(buffer: Buffer): boolean {
  for (let at = buffer.indexOf(EQUALS, 2); at > 1; at = buffer.indexOf(EQUALS, at + 1)) {
    const isLikely = BEFORE_EQUALS.has(pair(buffer[at - 2]!, buffer[at - 1]!));
    if (isLikely && SECRET_NAME.test(buffer.toString('latin1', Math.max(0, at - MAX_NAME), at))) return true;
  }
  return false;
}

function pairOf(letters: string): number {
  return pair(letters.charCodeAt(0), letters.charCodeAt(1));
}

function pair(a: number, b: number): number {
  return ((a | TO_SMALL) << 8) | b | TO_SMALL;
}

function bufferOf(bytes: Uint8Array): Buffer {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
}

function bytesOf(text: string): Buffer {
  return Buffer.from(text, 'latin1');
}

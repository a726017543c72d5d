import { hiddenPattern, type Mentions, NATIVE_START } from './mentions.ts';

const NATIVE = Buffer.from(NATIVE_START);

/** Asks the bytes of an entry what `lineSql` asks a line of the engine: a cheap test before anything is decoded. */
export function createMentionsTest(mentions: Mentions | undefined): (raw: Uint8Array) => boolean {
  if (mentions === undefined) return () => true;
  const test = mentionsTest(mentions);
  return (raw) => !isNative(raw) || test(raw);
}

function isNative(raw: Uint8Array): boolean {
  return bufferOf(raw).subarray(0, NATIVE.length).equals(NATIVE);
}

function mentionsTest(mentions: Mentions): (raw: Uint8Array) => boolean {
  if (mentions.op === 'text') return textTest(mentions.text, mentions.ignoreCase);
  const tests = mentions.of.map(mentionsTest);
  if (mentions.op === 'and') return (raw) => tests.every((test) => test(raw));
  return (raw) => tests.some((test) => test(raw));
}

const BACKSLASH = 0x5c;

function textTest(text: string, ignoreCase: boolean): (raw: Uint8Array) => boolean {
  const hidden = new RegExp(hiddenPattern(ignoreCase));
  if (ignoreCase) {
    const wanted = new RegExp(text.replace(/[.+]/g, '\\$&'), 'i');
    return (raw) => {
      const all = bufferOf(raw).toString('utf8');
      return wanted.test(all) || hidden.test(all);
    };
  }
  const wanted = Buffer.from(text);
  return (raw) => {
    const bytes = bufferOf(raw);
    return bytes.includes(wanted) || (bytes.includes(BACKSLASH) && hidden.test(bytes.toString('latin1')));
  };
}

function bufferOf(raw: Uint8Array): Buffer {
  return Buffer.from(raw.buffer, raw.byteOffset, raw.length);
}

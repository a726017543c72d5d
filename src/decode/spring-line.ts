import { readLogTime } from './log-time.ts';

/** A line as Spring Boot logs it: `time LEVEL pid --- [thread] logger : message`. */
export interface SpringLine {
  /** RFC 3339 in UTC with six digits. */
  readonly time: string;
  /** The class that wrote it; long names of packages are abbreviated to their first letters. */
  readonly logger: string;
  /** All that follows, over however many lines. */
  readonly message: string;
}

const START = /^\s*/;
const HEAD = / {1,4}[A-Z]{4,5} {1,4}\d{1,10} --- \[[^\]]{0,100}\] {1,4}([\w.$]{1,200}) {0,60}: /y;

/** Reads an entry; `undefined` if it is none. */
export function readSpringLine(text: string): SpringLine | undefined {
  const time = readLogTime(text, START.exec(text)?.[0].length ?? 0);
  if (!time) return undefined;
  HEAD.lastIndex = time.end;
  const logger = HEAD.exec(text)?.[1];
  return logger === undefined ? undefined : { time: time.time, logger, message: text.slice(HEAD.lastIndex).trimEnd() };
}

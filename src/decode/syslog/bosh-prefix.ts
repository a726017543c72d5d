import { NO_DATA, type StructuredData } from './message.ts';

const PREFIX = /\[job=([^\s\]]{1,255}) index=([^\s\]]{1,64})\] */y;

/** Before it wrote RFC 5424, BOSH put the job and its number before each message: `[job=uaa index=0]  `. */
export function readBoshPrefix(text: string, at: number): { readonly data: StructuredData; readonly end: number } {
  PREFIX.lastIndex = at;
  const match = PREFIX.exec(text);
  if (!match) return { data: NO_DATA, end: at };
  const [, job = '', index = ''] = match;
  const parameters = [
    { name: 'job', value: job },
    { name: 'index', value: index },
  ];
  return { data: new Map([['bosh', parameters]]), end: PREFIX.lastIndex };
}

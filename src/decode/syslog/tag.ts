/** The program that sent a message. */
export interface Tag {
  readonly program: string;
  readonly instance: string | undefined;
  readonly procId: string | undefined;
  /** Where the message begins. */
  readonly end: number;
  /** Whether it can be nothing else, such as a host or a first word. */
  readonly isSure: boolean;
}

/**
 * `sudo[6040]: `, `su: `, `uaa/rs2: `, `broker/rs2 `, `vcap.uaa [`. The RFC's 32 characters are often exceeded. A name without a
 * process or a colon behind it is a tag where it has an instance, or a bracket follows: else it is the first word of the text.
 */
const TAG = /([\w./@%()+-]{1,128})(?:\[([^\s[\]]{0,128})\])?(:(?= |$))?(?: |$)/y;

/** Reads the tag that begins at a place; `undefined` if none does. */
export function readTag(text: string, at: number): Tag | undefined {
  TAG.lastIndex = at;
  const match = TAG.exec(text);
  if (!match) return undefined;
  const [, name = '', procId, colon] = match;
  const end = TAG.lastIndex;
  const isSure = colon !== undefined || procId !== undefined;
  // A path is a name.
  const slash = name.startsWith('/') ? -1 : name.indexOf('/');
  if (!isSure && slash < 0 && text[end] !== '[') return undefined;
  return {
    program: slash < 0 ? name : name.slice(0, slash),
    instance: slash < 0 ? undefined : name.slice(slash + 1),
    procId: procId || undefined,
    end,
    isSure,
  };
}

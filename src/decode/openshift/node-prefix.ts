/** A line of `oc adm node-logs`: the name of the node, a space, and the line as the node has it. */
export interface PrefixedLine {
  readonly node: string;
  readonly line: string;
}

/** Names of nodes are subdomains of RFC 1123, of at most 253 characters. */
const PREFIX = /^([a-z0-9](?:[-a-z0-9.]{0,251}[a-z0-9])?) (?=\{)/;

/** Takes the node from the beginning of a line that holds JSON; `undefined` if none is there. */
export function readNodePrefix(text: string): PrefixedLine | undefined {
  const match = PREFIX.exec(text);
  return match ? { node: match[1] as string, line: text.slice(match[0].length) } : undefined;
}

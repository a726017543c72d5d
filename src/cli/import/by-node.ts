/** Lines of one node. */
export interface NodeLines {
  /** The node's name as the lines have it; `''` where they have none. */
  readonly node: string;
  readonly bytes: Uint8Array;
}

const NEWLINE = 0x0a;
const SPACE = 0x20;
const OPEN_BRACE = 0x7b;
/** What every line of an audit log has, and what is hardly ever in the lines of other logs that begin with a word. */
const AUDIT_ID = Buffer.from('"auditID":');
/** Names of nodes are subdomains of RFC 1123. */
const MAX_NAME_BYTES = 253;
const NAME = /^[a-z0-9]([-a-z0-9.]*[a-z0-9])?$/;

/**
 * Sorts whole lines by the node that `oc adm node-logs` puts before each where it was asked for several: `master-0 {…}`. The
 * lines keep their bytes and, of one node, their order.
 */
export function linesByNode(bytes: Uint8Array): NodeLines[] {
  const runs = new Map<string, Uint8Array[]>();
  let start = 0;
  let node: string | undefined;
  for (let at = 0; at < bytes.length; ) {
    const newline = bytes.indexOf(NEWLINE, at);
    const end = newline < 0 ? bytes.length : newline + 1;
    const found = nodeOf(bytes.subarray(at, end));
    if (node !== undefined && found !== node) {
      add(runs, node, bytes.subarray(start, at));
      start = at;
    }
    node = found;
    at = end;
  }
  if (node !== undefined) add(runs, node, bytes.subarray(start));
  return [...runs].map(([name, parts]) => ({ node: name, bytes: joined(parts) }));
}

function add(runs: Map<string, Uint8Array[]>, node: string, part: Uint8Array): void {
  const parts = runs.get(node);
  if (parts) parts.push(part);
  else runs.set(node, [part]);
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  return parts.length === 1 ? (parts[0] as Uint8Array) : Buffer.concat(parts);
}

function nodeOf(line: Uint8Array): string {
  if (line[0] === OPEN_BRACE) return '';
  const space = line.subarray(0, MAX_NAME_BYTES + 1).indexOf(SPACE);
  if (space <= 0 || line[space + 1] !== OPEN_BRACE) return '';
  const name = Buffer.from(line.subarray(0, space)).toString('latin1');
  return NAME.test(name) && Buffer.from(line.buffer, line.byteOffset, line.length).includes(AUDIT_ID) ? name : '';
}

/** One request's body, ready to be sent. */
export interface Batch {
  readonly body: Buffer;
  readonly events: number;
  /** Of the events, in their order; only where they were asked for. */
  readonly auditIDs?: readonly string[];
}

/** kube-apiserver's default for `--audit-webhook-batch-max-size`. */
export const DEFAULT_BATCH = 400;

const TYPE = '"kind":"Event","apiVersion":"audit.k8s.io/v1",';
const HEAD = '{"kind":"EventList","apiVersion":"audit.k8s.io/v1","metadata":{},"items":[';
const AUDIT_ID = /"auditID":"([^"]*)"/;

/** An item of a list: kube-apiserver leaves out its kind and version there. */
function itemOf(line: string): string {
  return line.startsWith(TYPE, 1) ? `{${line.slice(1 + TYPE.length)}` : line;
}

function batchOf(lines: readonly string[], withIds: boolean): Batch {
  const body = Buffer.from(`${HEAD}${lines.map(itemOf).join(',')}]}\n`);
  if (!withIds) return { body, events: lines.length };
  return { body, events: lines.length, auditIDs: lines.map((line) => AUDIT_ID.exec(line)?.[1] ?? '') };
}

/** Puts lines into bodies of an EventList, as the audit webhook sends them; the last may hold fewer. */
export function* batches(
  lines: Iterable<string>,
  { size, withIds = false }: { size: number; withIds?: boolean },
): Generator<Batch, void, void> {
  let waiting: string[] = [];
  for (const line of lines) {
    waiting.push(line);
    if (waiting.length < size) continue;
    yield batchOf(waiting, withIds);
    waiting = [];
  }
  if (waiting.length > 0) yield batchOf(waiting, withIds);
}

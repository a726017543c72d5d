import { appendFileSync, existsSync, readFileSync, writeFileSync } from 'node:fs';

/** A message as a daemon keeps it: a line, or a part of a long one without its line feed. */
export interface Kept {
  /** Nanoseconds since the epoch. */
  readonly at: bigint;
  readonly output: 'stdout' | 'stderr';
  readonly text: string;
}

/** The log of a container, in a file, which outlives the daemon. */
export interface ContainerLog {
  readonly messages: readonly Kept[];
  /** Messages that rotation has removed: those of `messages` come after them. */
  readonly removed: number;
  /** As Docker's copier does: cut at line feeds and at 16 KiB, with one time for all parts of a line. */
  write(output: Kept['output'], text: string, at: bigint): void;
  /** Leaves only the last messages. */
  rotate(keep: number): void;
  /** Told when there is more, and when there will be no more; gives what ends that. */
  watch(changed: () => void): () => void;
  changed(): void;
}

const PART_BYTES = 16 * 1024;

/** Opens a log, or begins one. A last line that is cut off was never kept. */
export function openContainerLog(file: string): ContainerLog {
  let messages = existsSync(file) ? readMessages(file) : [];
  save();
  let removed = 0;
  const watchers = new Set<() => void>();
  const changed = () => {
    for (const tell of watchers) tell();
  };

  function save(): void {
    writeFileSync(file, messages.map(lineOf).join(''));
  }

  function keep(kept: readonly Kept[]): void {
    appendFileSync(file, kept.map(lineOf).join(''));
    messages.push(...kept);
  }

  return {
    get messages() {
      return messages;
    },
    get removed() {
      return removed;
    },
    write: (output, text, at) => {
      keep(text.split(/(?<=\n)/).flatMap((line) => parts(line).map((part) => ({ at, output, text: part }))));
      changed();
    },
    rotate: (count) => {
      const before = messages.length;
      messages = messages.slice(Math.max(0, before - count));
      removed += before - messages.length;
      save();
    },
    watch: (tell) => {
      watchers.add(tell);
      return () => watchers.delete(tell);
    },
    changed,
  };
}

/** The lines of a log file, parts joined, in the order in which each output wrote them. */
export function keptLines(file: string): string[] {
  const open = { stdout: '', stderr: '' };
  const lines: string[] = [];
  for (const { output, text } of readMessages(file)) {
    open[output] += text;
    if (!text.endsWith('\n')) continue;
    lines.push(open[output].slice(0, -1));
    open[output] = '';
  }
  return lines;
}

/** A line whose line feed does not fit its last part has it in one more. */
function parts(line: string): string[] {
  const all: string[] = [];
  let rest = line;
  for (; rest.length > PART_BYTES; rest = rest.slice(PART_BYTES)) all.push(rest.slice(0, PART_BYTES));
  return [...all, rest];
}

function lineOf({ at, output, text }: Kept): string {
  return `${JSON.stringify([String(at), output, text])}\n`;
}

function readMessages(file: string): Kept[] {
  const lines = readFileSync(file, 'utf8').split('\n').slice(0, -1);
  return lines.map((line) => {
    const [at, output, text] = JSON.parse(line) as [string, Kept['output'], string];
    return { at: BigInt(at), output, text };
  });
}

import { readFileSync } from 'node:fs';
import { packageFolder } from '../../package.ts';

/** The machine code that is built from `assembly/event-end.ts`, which says what it does. */
export interface EventEndModule {
  readonly memory: { readonly buffer: ArrayBuffer; readonly grow: (pages: number) => number };
  /** Where in its memory the text begins that is looked through. */
  readonly TEXT: { readonly value: number };
  readonly eventEnd: (at: number, mostLevels: number, mostContainers: number) => number;
}

const FILE = 'dist/wasm/event-end.wasm';
/** The processor lacks instructions for sixteen bytes at once; there are no addresses for the memory, as under `ulimit -v`. */
const CANNOT_RUN: ReadonlySet<string> = new Set(['CompileError', 'RangeError']);

/** Undefined where this machine cannot run it. Throws ENOENT where it is not built. */
export function loadEventEnd(): EventEndModule | undefined {
  const bytes = readFileSync(new URL(FILE, packageFolder()));
  try {
    return new WebAssembly.Instance(new WebAssembly.Module(bytes), {}).exports as unknown as EventEndModule;
  } catch (error) {
    if (error instanceof Error && CANNOT_RUN.has(error.name)) return undefined;
    throw error;
  }
}

import { readFileSync } from 'node:fs';
import { packageFolder } from '../../package.ts';

/** The machine code that is built from `assembly/event-end.ts`, which says what it does. */
export interface EventEndModule {
  readonly memory: { readonly buffer: ArrayBuffer; readonly grow: (pages: number) => number };
  /** Where in its memory the text begins that is looked through. */
  readonly TEXT: { readonly value: number };
  readonly eventEnd: (at: number, mostLevels: number) => number;
}

const FILE = 'dist/wasm/event-end.wasm';

/**
 * Undefined where this machine cannot run it: the processor lacks instructions for sixteen bytes at once, Node was told to do
 * without WebAssembly, or there are no addresses for its memory, as under `ulimit -v`. Throws ENOENT where it is not built.
 */
export function loadEventEnd(): EventEndModule | undefined {
  const bytes = readFileSync(new URL(FILE, packageFolder() ?? import.meta.url));
  try {
    return new WebAssembly.Instance(new WebAssembly.Module(bytes), {}).exports as unknown as EventEndModule;
  } catch {
    return undefined;
  }
}

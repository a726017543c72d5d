/** Files are written and read past the page cache in whole blocks of this size. Where a file system wants larger ones, it says EINVAL. */
export const BLOCK_BYTES = 4096;
const WASM_PAGE_BYTES = 65_536;

const aligned = new WeakSet<ArrayBufferLike>();

/**
 * Memory that begins at a page: what the kernel asks of memory that a disk reads and writes itself (`open(2)`, O_DIRECT). Of
 * all memory that JavaScript can have, only WebAssembly's does. It takes no room before it is written, but 10 GB of addresses;
 * where these are not to be had, as under `ulimit -v`, it is any memory.
 */
export function alignedMemory(bytes: number): Buffer {
  const pages = Math.ceil(bytes / WASM_PAGE_BYTES);
  try {
    const { buffer } = new WebAssembly.Memory({ initial: pages, maximum: pages });
    aligned.add(buffer);
    return Buffer.from(buffer, 0, bytes);
  } catch {
    return Buffer.allocUnsafeSlow(bytes);
  }
}

/** Whether `bytes` lie in their block of memory as `position` lies in its block of the file. */
export function isAlignedFor(bytes: Uint8Array, position: number): boolean {
  return aligned.has(bytes.buffer) && bytes.byteOffset % BLOCK_BYTES === position % BLOCK_BYTES;
}

/** The first place from `position` on where a block begins. */
export function blockFrom(position: number): number {
  return Math.ceil(position / BLOCK_BYTES) * BLOCK_BYTES;
}

/** Where the block begins that holds `position`. */
export function blockOf(position: number): number {
  return Math.floor(position / BLOCK_BYTES) * BLOCK_BYTES;
}

import { VerbatimError } from '../errors.ts';

/** The reference decoder, as far as it is used here: https://facebook.github.io/zstd/zstd_manual.html (Streaming). */
interface Library {
  readonly memory: { readonly buffer: ArrayBuffer };
  malloc(bytes: number): number;
  ZSTD_createDCtx(): number;
  ZSTD_freeDCtx(context: number): number;
  ZSTD_decompressStream(context: number, output: number, input: number): number;
}

declare const WebAssembly: {
  Instance: new (module: object, imports: object) => { readonly exports: unknown };
};

/** The library with memory of its own, and room in it for one stream. */
interface Decoder {
  readonly library: Library;
  /** Two structures of address, size and position, of 4 bytes each: what is read and what is written. */
  readonly input: number;
  readonly output: number;
  readonly inputBytes: number;
  readonly outputBytes: number;
}

/** Read and unpacked at once: as much as a socket gives. */
const PIECE_BYTES = 64 * 1024;
const FIELD_BYTES = 4;
/** Above it, the library's answer is an error (`ZSTD_isError`). */
const LAST_NO_ERROR = 2 ** 32 - 120;
/** Each holds 17 MB at most; senders that find none come again. */
const MAX_AT_ONCE = 32;
/** Kept while nobody uses them: making one takes a millisecond. */
const MAX_IDLE = 4;

let compiled: Promise<object> | undefined;
const idle: Decoder[] = [];
let inUse = 0;

/**
 * What a body in Zstandard (RFC 8878) unpacks to, piece by piece; several frames are one. The decoder's memory never grows, so that a window of up
 * to 8 MiB, which is all that HTTP allows (RFC 9659), and no more than twice that, finds room. Throws BODY_INVALID, BODY_TOO_LARGE for a larger
 * window, PUSH_BACK where too many are unpacked at once, and what `pieces` throws.
 */
export async function* unzstd(pieces: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  if (inUse >= MAX_AT_ONCE) throw new VerbatimError('PUSH_BACK', 'Too many bodies in zstd are being received at once.');
  inUse++;
  try {
    const decoder = idle.pop() ?? createDecoder(await compile());
    const size = decoder.library.memory.buffer.byteLength;
    const context = decoder.library.ZSTD_createDCtx();
    let isOpen = true;
    try {
      for await (const piece of pieces) {
        for (let at = 0; at < piece.length; at += PIECE_BYTES) {
          isOpen = yield* unpackPiece(decoder, context, piece.subarray(at, at + PIECE_BYTES));
        }
      }
    } finally {
      decoder.library.ZSTD_freeDCtx(context);
      const hasGrown = decoder.library.memory.buffer.byteLength > size;
      if (!hasGrown && idle.length < MAX_IDLE) idle.push(decoder);
    }
    if (isOpen) throw invalid('it breaks off');
  } finally {
    inUse--;
  }
}

/** Gives whether a frame is open at the end. */
function* unpackPiece(decoder: Decoder, context: number, piece: Uint8Array): Generator<Buffer, boolean> {
  const { library, input, output, inputBytes, outputBytes } = decoder;
  const size = library.memory.buffer.byteLength;
  new Uint8Array(library.memory.buffer).set(piece, inputBytes);
  setBuffer(library, input, inputBytes, piece.length);
  for (;;) {
    setBuffer(library, output, outputBytes, PIECE_BYTES);
    const answer = library.ZSTD_decompressStream(context, output, input) >>> 0;
    if (library.memory.buffer.byteLength > size) {
      throw new VerbatimError('BODY_TOO_LARGE', 'The body is packed with a window above 8 MiB; pack it with less.');
    }
    if (answer > LAST_NO_ERROR) throw invalid(`zstd says error ${2 ** 32 - answer}`);
    const written = position(library, output);
    if (written > 0) yield Buffer.from(new Uint8Array(library.memory.buffer, outputBytes, written));
    // What fills its room may go on.
    if (written < PIECE_BYTES && position(library, input) === piece.length) return answer !== 0;
  }
}

function setBuffer({ memory }: Library, buffer: number, address: number, size: number): void {
  new Uint32Array(memory.buffer, buffer, 3).set([address, size, 0]);
}

function position({ memory }: Library, buffer: number): number {
  return new Uint32Array(memory.buffer, buffer, 3)[2] as number;
}

function createDecoder(module: object): Decoder {
  const imports = { env: { emscripten_notify_memory_growth: () => {} } };
  const library = new WebAssembly.Instance(module, imports).exports as Library;
  return {
    library,
    input: library.malloc(3 * FIELD_BYTES),
    output: library.malloc(3 * FIELD_BYTES),
    inputBytes: library.malloc(PIECE_BYTES),
    outputBytes: library.malloc(PIECE_BYTES),
  };
}

/**
 * Compiles the library that the package holds. The package's own functions are not used: they share one memory, and do not
 * tell what is wrong.
 */
function compile(): Promise<object> {
  compiled ??= import('zstddec/stream').then(async ({ ZSTDDecoder }) => {
    const decoder = new ZSTDDecoder();
    const module = new Promise<object>((resolve) => {
      decoder._init = (made: { readonly module: object }) => resolve(made.module);
    });
    await decoder.init();
    return module;
  });
  return compiled;
}

function invalid(why: string): VerbatimError {
  return new VerbatimError('BODY_INVALID', `The body is not valid zstd: ${why}.`);
}

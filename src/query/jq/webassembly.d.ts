/** The part of WebAssembly's JavaScript interface that is used here; TypeScript declares it for browsers only. */
declare namespace WebAssembly {
  class Module {
    private readonly brand: 'Module';
  }

  class Memory {
    readonly buffer: ArrayBuffer;
  }

  class Instance {
    constructor(module: Module, imports: object);
    readonly exports: Readonly<Record<string, unknown>>;
  }

  function compile(bytes: Uint8Array): Promise<Module>;
}

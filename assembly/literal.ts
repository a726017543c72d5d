/** ASCII text of at least four characters that is looked for, eight at a time. */
@final
export class Literal {
  readonly length: usize;
  private readonly text: usize;

  constructor(text: string) {
    const bytes = String.UTF8.encode(text);
    this.length = bytes.byteLength;
    this.text = changetype<usize>(bytes);
  }

  standsAt(at: usize): bool {
    const text = this.text;
    const length = this.length;
    if (length < 8) {
      const last = length - 4;
      return load<u32>(at) === load<u32>(text) && load<u32>(at + last) === load<u32>(text + last);
    }
    const last = length - 8;
    for (let i: usize = 0; i < last; i += 8) {
      if (load<u64>(at + i) !== load<u64>(text + i)) return false;
    }
    return load<u64>(at + last) === load<u64>(text + last);
  }
}

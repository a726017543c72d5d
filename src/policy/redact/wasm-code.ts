/**
 * As much of an assembler for WebAssembly as the search for words needs: each function gives the bytes of an expression or a
 * statement. The numbers are those of the specification, "Binary Format", version 2.
 */
export type Code = readonly number[];

/** A number that is computed, or one that is known. */
export type Operand = Code | number;

export function value(operand: Operand): Code {
  return typeof operand === 'number' ? [0x41, ...signed(operand)] : operand;
}

/** Of 32 bits. */
export const add = binary(0x6a);
export const subtract = binary(0x6b);
export const multiply = binary(0x6c);
export const and = binary(0x71);
export const or = binary(0x72);
export const shiftLeft = binary(0x74);
export const shiftRight = binary(0x76);
export const isLess = binary(0x49);
export const isAtMost = binary(0x4d);

/** How many bits are zero below the lowest that is set. */
export function trailingZeros(operand: Operand): Code {
  return [...value(operand), 0x68];
}

/** Without its lowest bit. */
export function withoutLowest(operand: Code): Code {
  return and(operand, subtract(operand, 1));
}

export function loadByte(address: Operand, offset = 0): Code {
  return [...value(address), 0x2d, 0, ...unsigned(offset)];
}

/** Four bytes, wherever they stand. */
export function load(address: Operand, offset = 0): Code {
  return [...value(address), 0x28, 0, ...unsigned(offset)];
}

export function store(address: Operand, stored: Operand, offset = 0): Code {
  return [...value(address), ...value(stored), 0x36, 0, ...unsigned(offset)];
}

/** Sixteen bytes. */
export function loadWide(address: Operand, offset = 0): Code {
  return [...value(address), 0xfd, 0x00, 0, ...unsigned(offset)];
}

export function storeWide(address: Operand, stored: Code, offset = 0): Code {
  return [...value(address), ...stored, 0xfd, 0x0b, 0, ...unsigned(offset)];
}

export function andWide(a: Code, b: Code): Code {
  return [...a, ...b, 0xfd, 0x4e];
}

export function orWide(a: Code, b: Code): Code {
  return [...a, ...b, 0xfd, 0x50];
}

/** Whether any bit of sixteen bytes is set. */
export function isAnySet(wide: Code): Code {
  return [...wide, 0xfd, 0x53];
}

export function get(local: number): Code {
  return [0x20, ...unsigned(local)];
}

export function set(local: number, to: Operand): Code {
  return [...value(to), 0x21, ...unsigned(local)];
}

export function when(condition: Code, ...body: readonly Code[]): Code {
  return [...condition, 0x04, NOTHING, ...body.flat(), END];
}

export function whileTrue(condition: Code, ...body: readonly Code[]): Code {
  return when(condition, [0x03, NOTHING, ...body.flat(), ...condition, 0x0d, 0, END]);
}

export interface FunctionCode {
  readonly name: string;
  readonly parameters: number;
  /** The kinds of further variables, behind the parameters: numbers of 32 bits, then sixteen bytes. */
  readonly numbers: number;
  readonly wides: number;
  /** What is left at its end is given back. */
  readonly body: readonly Code[];
}

/** A module with one function; its memory is `memory` of `host`. */
export function moduleOf({ name, parameters, numbers, wides, body }: FunctionCode): Uint8Array {
  const code = [2, ...unsigned(numbers), NUMBER, ...unsigned(wides), WIDE, ...body.flat(), END];
  return Uint8Array.from([
    ...[0x00, 0x61, 0x73, 0x6d, 1, 0, 0, 0],
    ...section(1, [1, 0x60, ...sized(Array<number>(parameters).fill(NUMBER)), 1, NUMBER]),
    ...section(2, [1, ...text('host'), ...text('memory'), 2, 0, 0]),
    ...section(3, [1, 0]),
    ...section(7, [1, ...text(name), 0, 0]),
    ...section(10, [1, ...sized(code)]),
  ]);
}

const [NOTHING, NUMBER, WIDE, END] = [0x40, 0x7f, 0x7b, 0x0b];

function binary(operator: number): (a: Operand, b: Operand) => Code {
  return (a, b) => [...value(a), ...value(b), operator];
}

function section(id: number, content: Code): Code {
  return [id, ...sized(content)];
}

function sized(content: Code): Code {
  return [...unsigned(content.length), ...content];
}

function text(ascii: string): Code {
  return sized([...Buffer.from(ascii)]);
}

/** LEB128. */
function unsigned(number: number): Code {
  return number < 0x80 ? [number] : [(number & 0x7f) | 0x80, ...unsigned(number >>> 7)];
}

function signed(number: number): Code {
  const last = number >> 6 === 0 || number >> 6 === -1;
  return last ? [number & 0x7f] : [(number & 0x7f) | 0x80, ...signed(number >> 7)];
}

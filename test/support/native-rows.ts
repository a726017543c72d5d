/* A reader of ClickHouse's `Native` format that shares nothing with the writer: only what a block of events has. */

interface Place {
  readonly bytes: Buffer;
  at: number;
}

type Values = unknown[];

/** The rows of a block, each by the names of its columns. Throws for what is no such block, and for bytes after it. */
export function nativeRows(block: Uint8Array): Record<string, unknown>[] {
  const place: Place = { bytes: Buffer.from(block.buffer, block.byteOffset, block.length), at: 0 };
  const columns = varint(place);
  const count = varint(place);
  const rows = Array.from({ length: count }, () => ({}) as Record<string, unknown>);
  for (let i = 0; i < columns; i++) {
    const name = text(place);
    const type = text(place);
    prefix(place, type);
    for (const [row, value] of values(place, type, count).entries()) rows[row]![name] = value;
  }
  if (place.at !== place.bytes.length) throw new Error(`a block ends at ${place.at} of ${place.bytes.length} bytes`);
  return rows;
}

function varint(place: Place): number {
  let value = 0;
  for (let unit = 1; ; unit *= 0x80) {
    const byte = place.bytes.readUInt8(place.at++);
    value += (byte & 0x7f) * unit;
    if (byte < 0x80) return value;
  }
}

function text(place: Place): string {
  const end = varint(place) + place.at;
  if (end > place.bytes.length) throw new Error(`a text ends at ${end} of ${place.bytes.length} bytes`);
  // One character a byte: what is no UTF-8 is told apart too.
  const read = place.bytes.toString('latin1', place.at, end);
  place.at = end;
  return read;
}

function u64(place: Place): number {
  const value = Number(place.bytes.readBigUInt64LE(place.at));
  place.at += 8;
  return value;
}

/** The types inside of `Array(…)`, `Map(…, …)` and `LowCardinality(…)`. */
function inner(type: string): string[] | undefined {
  const [, list] = /^Array\((.*)\)$/.exec(type) ?? [];
  if (list) return [list];
  const [, key, value] = /^Map\((LowCardinality\(String\)), (.*)\)$/.exec(type) ?? [];
  return key && value ? [key, value] : undefined;
}

function prefix(place: Place, type: string): void {
  if (type === 'LowCardinality(String)') u64(place);
  for (const part of inner(type) ?? []) prefix(place, part);
}

function values(place: Place, type: string, count: number): Values {
  const parts = inner(type);
  if (parts) return lists(place, parts, count);
  if (type === 'LowCardinality(String)') return dictionary(place, count);
  const read = scalarReader(place, type);
  return Array.from({ length: count }, read);
}

function lists(place: Place, parts: readonly string[], count: number): Values {
  const ends = Array.from({ length: count }, () => u64(place));
  const columns = parts.map((part) => values(place, part, ends.at(-1) ?? 0));
  return ends.map((end, row) => columns.map((column) => column.slice(row === 0 ? 0 : ends[row - 1], end)));
}

function dictionary(place: Place, count: number): Values {
  if (count === 0) return [];
  const width = 1 << (u64(place) & 0xff);
  const texts = Array.from({ length: u64(place) }, () => text(place));
  const rows = u64(place);
  if (rows !== count) throw new Error(`a column has ${rows} values, not ${count}`);
  return Array.from({ length: count }, () => {
    const number = place.bytes.readUIntLE(place.at, width);
    place.at += width;
    return texts[number];
  });
}

function scalarReader(place: Place, type: string): () => unknown {
  if (type === 'String') return () => text(place);
  const width = type === 'Int32' ? 4 : type === 'UUID' ? 16 : 8;
  return () => {
    place.at += width;
    return place.bytes.toString('hex', place.at - width, place.at);
  };
}

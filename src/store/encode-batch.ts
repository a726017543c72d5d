import { isUtf8 } from 'node:buffer';
import { createRowEncoder, type StoredRecord } from './encode-row.ts';
import { cell } from './tsv.ts';

/** Rows as one TabSeparated payload. Received bytes that are not UTF-8 are written as they are. */
export function createBatchEncoder(): (records: Iterable<StoredRecord>) => Buffer {
  const encodeRow = createRowEncoder();

  return (records) => {
    const parts: Buffer[] = [];
    let text = '';
    for (const record of records) {
      const { cells, raw } = encodeRow(record);
      text += `${cells}\t`;
      if (raw) {
        const bytes = Buffer.from(raw.buffer, raw.byteOffset, raw.length);
        if (isUtf8(bytes)) {
          text += cell(bytes.toString('utf8'));
        } else {
          parts.push(Buffer.from(text), Buffer.from(cell(bytes.toString('latin1')), 'latin1'));
          text = '';
        }
      }
      text += '\n';
      if (text.length > FLUSH_AT) {
        parts.push(Buffer.from(text));
        text = '';
      }
    }
    parts.push(Buffer.from(text));
    return parts.length === 1 ? (parts[0] as Buffer) : Buffer.concat(parts);
  };
}

/** Characters after which text becomes bytes, well below V8's longest string. */
const FLUSH_AT = 4 * 1024 * 1024;

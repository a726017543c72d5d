import { type TextSpan, unescapeInto } from '../../event/text-span.ts';
import type { Source } from '../../event/words.ts';
import { createByteWriter } from './byte-writer.ts';
import type { Column } from './column.ts';

/** `String`, from text or from UTF-8 bytes. */
export interface TextColumn extends Column<string> {
  /** The text that a span stands for. */
  pushSpan(source: Source, span: TextSpan): void;
  /** Bytes as they are; none, if the end is the start. */
  pushRange(source: Source, start: number, end: number): void;
  pushBytes(bytes: Uint8Array | undefined): void;
}

export function textColumn(): TextColumn {
  const data = createByteWriter();
  const escaped = createByteWriter();

  function pushEscaped({ bytes }: Source, span: TextSpan): void {
    escaped.clear();
    escaped.fill(span.end - span.start, (target, at) => unescapeInto(target, at, bytes, span));
    const text = escaped.view();
    data.varint(text.length);
    data.bytes(text);
  }

  return {
    type: 'String',
    push: (text) => data.string(text),
    pushSpan: (source, span) => {
      if (span.escaped) return pushEscaped(source, span);
      data.varint(span.end - span.start);
      data.range(source.view, span.start, span.end);
    },
    pushRange: ({ view }, start, end) => {
      data.varint(end - start);
      data.range(view, start, end);
    },
    pushBytes: (bytes) => {
      data.varint(bytes?.length ?? 0);
      if (bytes) data.bytes(bytes);
    },
    writePrefix: () => {},
    writeData: (out) => out.bytes(data.view()),
    clear: data.clear,
  };
}

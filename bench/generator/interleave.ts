const STAGE_TIME = '"stageTimestamp":"';
/** RFC 3339 with microseconds, in UTC: such times order as texts do. */
const TIME_LENGTH = 27;

function timeOf(line: string): string {
  const at = line.lastIndexOf(STAGE_TIME) + STAGE_TIME.length;
  return line.slice(at, at + TIME_LENGTH);
}

/** Puts the lines of a story where they belong in the stream; what happens after its end follows it. */
export function* interleave(stream: Iterable<string>, story: readonly string[]): Generator<string, void, void> {
  let next = 0;
  for (const line of stream) {
    if (next < story.length) {
      const time = timeOf(line);
      while (next < story.length && timeOf(story[next]!) <= time) yield story[next++]!;
    }
    yield line;
  }
  yield* story.slice(next);
}

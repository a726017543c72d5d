const KEY = Buffer.from('"requestReceivedTimestamp":"');
const LONGEST = '2006-01-02T15:04:05.000000000+00:00'.length;

/**
 * When an event happened that kube-apiserver wrote, RFC 3339, from its bytes; `''` where they do not say. It stands behind the
 * bodies, and what stands behind it are texts, in which these quotes cannot be.
 */
export function writtenTime(raw: Uint8Array): string {
  const bytes = Buffer.from(raw.buffer, raw.byteOffset, raw.length);
  const at = bytes.lastIndexOf(KEY);
  if (at < 0) return '';
  const start = at + KEY.length;
  const end = bytes.indexOf('"', start);
  return end < 0 || end - start > LONGEST ? '' : bytes.toString('latin1', start, end);
}

import type { Verification } from '../../journal/verify.ts';
import type { Finding } from '../../journal/verify-segment.ts';
import { bytesText, counted, numberText } from '../render/number.ts';
import type { Paint } from '../render/paint.ts';
import { visible } from '../render/visible.ts';

/** What a verification found, for a person. Names come from a disk that somebody else may have written. */
export function describeVerification(dir: string, verification: Verification, paint: Paint): string {
  const { ok, journal, segments, records, entries, bytes, bytesOnDisk, findings } = verification;
  const size = bytes === bytesOnDisk ? bytesText(bytes) : `${bytesText(bytes)}, ${bytesText(bytesOnDisk)} on the disk`;
  const lines = [
    `Journal ${visible(journal ?? '(unknown)')} in ${visible(dir)}`,
    `${counted(segments, 'file')}, ${counted(records, 'record')}, ${counted(entries, 'event')}, ${size}`,
    ...extent(verification),
    ok ? paint('It is whole.', 'green') : paint(`It is not whole: ${counted(findings.length, 'finding')}.`, 'red'),
    ...findings.map((finding) => `  ${paint(finding.kind, 'red')} ${visible(placeOf(finding))}${finding.detail}`),
    ...checkpoint(verification),
  ];
  return `${lines.join('\n')}\n`;
}

function extent({ firstSeq, head, removed, tornBytes }: Verification): string[] {
  const lines: string[] = [];
  if (firstSeq !== undefined && head && head.nextSeq > firstSeq) {
    lines.push(`Numbers ${numberText(firstSeq)} to ${numberText(head.nextSeq - 1)}.`);
  }
  if (removed) {
    const last = numberText(removed.nextSeq - 1);
    lines.push(`The beginning, up to number ${last}, was removed by retention, last on ${visible(removed.removedAt)}.`);
  }
  if (tornBytes > 0) {
    lines.push(
      `${counted(tornBytes, 'byte')} at the end are the beginning of a record: it is being written, or never was.`,
    );
  }
  return lines;
}

function placeOf({ segment, offset, firstSeq, count }: Finding): string {
  const numbers =
    firstSeq === undefined || count === undefined || count === 0
      ? []
      : [count === 1 ? `number ${firstSeq}` : `numbers ${firstSeq} to ${firstSeq + count - 1}`];
  const file = segment === undefined ? [] : [offset === undefined ? segment : `${segment} at byte ${offset}`];
  const place = [...file, ...numbers].join(', ');
  return place === '' ? '' : `${place}: `;
}

function checkpoint({ head, outOfReach }: Verification): string[] {
  const lines = outOfReach.map(
    ({ nextSeq }) => `The checkpoint at number ${numberText(nextSeq)} is of what was removed; it cannot be compared.`,
  );
  return head ? [...lines, `Checkpoint ${head.nextSeq}:${head.hash}`] : lines;
}

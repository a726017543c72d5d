import type { Checkpoint, Finding, Link, SegmentProof } from './verify-segment.ts';

interface Gap {
  from: number;
  to: number;
}

/** Compares each record with what must come next. */
export function createChain(findings: Finding[], checkpoints: readonly Checkpoint[]) {
  const unmet = new Map(checkpoints.map(({ nextSeq, hash }) => [nextSeq, hash]));
  const gaps: Gap[] = [];
  let next: number | undefined;
  /** The hash of the record before; `undefined` after damage. */
  let hash: string | undefined;

  /** What comes next is number `nextSeq`, after a record of that hash where it is known, as `segment` says. */
  function start(segment: string, at: Pick<Checkpoint, 'nextSeq'> & Partial<Checkpoint>): void {
    next = at.nextSeq;
    hash = at.hash;
    if (hash !== undefined) meet({ segment });
  }

  /** Compares the hash before `next` with what was noted of it. */
  function meet(where: Pick<Finding, 'segment' | 'offset' | 'firstSeq' | 'count'>): void {
    const noted = next === undefined ? undefined : unmet.get(next);
    if (next === undefined || noted === undefined) return;
    unmet.delete(next);
    if (noted === hash) return;
    const detail = `The record before number ${next} is not the one that the checkpoint names.`;
    findings.push({ kind: 'altered', ...where, detail });
  }

  function open(segment: string, { previous }: SegmentProof): void {
    const named = Number(segment.slice(0, 20));
    next ??= named;
    if (named > next) {
      gaps.push({ from: next, to: named });
      next = named;
    } else if (hash !== undefined && previous !== undefined && previous !== hash) {
      findings.push({ kind: 'altered', segment, offset: 36, detail: 'The segment does not follow what is before it.' });
    }
    hash = previous;
  }

  /** After damage, what comes next cannot be compared with what was before. */
  function lose(): void {
    hash = undefined;
  }

  function follow(segment: string, link: Link): void {
    const { offset, first, count } = link;
    const expected = next ?? first;
    if (first < expected) {
      findings.push(outOfPlace(segment, link));
      return;
    }
    if (first > expected) {
      gaps.push({ from: expected, to: first });
    } else if (hash !== undefined && link.previous !== hash && !link.afterDamage) {
      const detail = 'The record does not follow the one before: that was altered, removed or put there.';
      findings.push({ kind: 'altered', segment, offset, firstSeq: first, count, detail });
    }
    next = first + count;
    hash = link.hash;
    meet({ segment, offset, firstSeq: first, count });
  }

  function outOfPlace(segment: string, { offset, first, count }: Link): Finding {
    const at = gaps.findIndex(({ from, to }) => first >= from && first + count <= to);
    if (at < 0) {
      return { kind: 'added', segment, offset, firstSeq: first, count, detail: 'Its numbers have been given before.' };
    }
    const { from, to } = gaps[at]!;
    const rest = [
      { from, to: first },
      { from: first + count, to },
    ];
    gaps.splice(at, 1, ...rest.filter((gap) => gap.from < gap.to));
    return { kind: 'reordered', segment, offset, firstSeq: first, count, detail: 'It stands after later numbers.' };
  }

  function end(): Checkpoint | undefined {
    for (const { from, to } of gaps) {
      findings.push({
        kind: 'missing',
        firstSeq: from,
        count: to - from,
        detail: 'No whole record has these numbers.',
      });
    }
    for (const nextSeq of unmet.keys()) {
      findings.push({ kind: 'missing', detail: `No record ends before number ${nextSeq}, which a checkpoint names.` });
    }
    return next !== undefined && hash !== undefined ? { nextSeq: next, hash } : undefined;
  }

  return { start, open, lose, follow, end };
}

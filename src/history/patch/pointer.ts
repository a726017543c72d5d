/** The steps of a JSON pointer (RFC 6901): `/metadata/labels/app.kubernetes.io~1name`. `undefined` where it is none. */
export function readPointer(pointer: unknown): readonly string[] | undefined {
  if (pointer === '') return [];
  if (typeof pointer !== 'string' || !pointer.startsWith('/')) return undefined;
  return pointer
    .slice(1)
    .split('/')
    .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'));
}

const INDEX = /^(0|[1-9]\d*)$/;

/** The index that a step names in a list of some length; `-` is the place after the last. */
export function indexOf(step: string, length: number): number | undefined {
  if (step === '-') return length;
  return INDEX.test(step) && Number(step) <= length ? Number(step) : undefined;
}

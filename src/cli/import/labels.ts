/** Where lines were written, as far as it is known; `''` where it is not. */
export interface Labels {
  readonly node: string;
  readonly component: string;
}

/** The labels of a file, by its name as `Leaf` gives it. */
export type LabelsOf = (name: string) => Labels;

/** The same labels for every file: those that the caller gave. */
export function givenLabels(node = '', component = ''): LabelsOf {
  return () => ({ node, component });
}

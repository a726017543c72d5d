/** One step into a body: a member's name, the index of an element, or the element of a list that has this key. */
export type Segment = string | number | ElementKey;

export interface ElementKey {
  readonly key: string;
  readonly value: string | number;
}

export type Path = readonly Segment[];

const PLAIN = /^[A-Za-z_$][\w$-]*$/;

/** A path as people write it: `spec.containers[name=api].args[0]`, `metadata.labels["app.kubernetes.io/name"]`. */
export function pathText(path: Path): string {
  let text = '';
  for (const segment of path) {
    if (typeof segment === 'number') text += `[${segment}]`;
    else if (typeof segment === 'object') text += `[${segment.key}=${segment.value}]`;
    else if (PLAIN.test(segment)) text += text === '' ? segment : `.${segment}`;
    else text += `[${JSON.stringify(segment)}]`;
  }
  return text;
}

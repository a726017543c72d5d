import { textAt } from './diff/json.ts';

const COMPARED = /^\s*([^!=\s]+)\s*(==|=|!=)\s*(.*?)\s*$/;
const AMONG = /^\s*(\S+)\s+(in|notin)\s*\(([^)]*)\)\s*$/;
const PRESENT = /^\s*(!?)\s*([^\s!=(),]+)\s*$/;

/**
 * Whether a body has the labels that a selector asks for; `undefined` where the selector cannot be read.
 * Source: the syntax of `labelSelector` in kubernetes/apimachinery `pkg/labels/selector.go`.
 */
export function hasLabels(body: unknown, selector: string): boolean | undefined {
  const answers = selector.split(/,(?![^(]*\))/).map((requirement) => meets(body, requirement));
  if (answers.includes(false)) return false;
  return answers.includes(undefined) ? undefined : true;
}

function meets(body: unknown, requirement: string): boolean | undefined {
  const label = (key: string) => textAt(body, 'metadata', 'labels', key);
  const [, among, how, values] = AMONG.exec(requirement) ?? [];
  if (among !== undefined) {
    const wanted = (values ?? '').split(',').map((value) => value.trim());
    return wanted.includes(label(among) ?? '') && label(among) !== undefined ? how === 'in' : how === 'notin';
  }
  const [, compared, operator, value] = COMPARED.exec(requirement) ?? [];
  if (compared !== undefined) return (label(compared) === value) === (operator !== '!=');
  const [, not, present] = PRESENT.exec(requirement) ?? [];
  return present === undefined ? undefined : (label(present) !== undefined) === (not === '');
}
